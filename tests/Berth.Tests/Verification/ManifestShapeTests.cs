using Berth.Names;
using Berth.Verification;
using Berth.Verification.Verdicts;

namespace Berth.Tests.Verification;

/// <summary>
/// The verdict for shapes of manifests as tools write them. Each row says what containerd (2.x, as a kubelet uses it) and docker (with containerd's image
/// store) do with the image; where a comment names no difference, both do the same.
/// </summary>
public sealed class ManifestShapeTests
{
    private const string Amd64 = "linux/amd64";

    /// <summary>Shapes that both runtimes pull and run: file, platform, and the platform of the image that is used.</summary>
    public static TheoryData<string, string?, string?> Found { get; } = new()
    {
        { "oci_image", null, Amd64 },
        { "oci_image", Amd64, Amd64 },
        { "oci_image_without_media_type", Amd64, Amd64 },
        { "docker_v2s2", Amd64, Amd64 },
        { "docker_v2s2_uncompressed_layer", null, Amd64 },
        { "oci_image_with_artifact_type", Amd64, Amd64 },
        { "oci_image_with_subject_and_annotations", Amd64, Amd64 },
        { "oci_zstd", Amd64, Amd64 },
        { "oci_uncompressed", null, Amd64 },
        { "docker_foreign_layers", "windows/amd64", "windows/amd64" },
        { "oci_nondistributable_layers", "windows/amd64", "windows/amd64" },
        { "scratch_layers_null", Amd64, Amd64 },
        { "scratch_layers_empty", Amd64, Amd64 },
        { "wasm_image", "wasi/wasm", "wasi/wasm" },
        { "oci_index_two_platforms", Amd64, Amd64 },
        { "oci_index_two_platforms", "linux/arm64", "linux/arm64" },
        { "docker_list", Amd64, Amd64 },
        { "buildx_index_with_attestation", Amd64, Amd64 },
        { "buildx_index_with_attestation", null, Amd64 },

        // containerd takes the first of two entries for one platform, and SOCI writes its index behind the image.
        { "soci_v2_with_platform", Amd64, Amd64 },
        { "soci_v2_with_platform", null, Amd64 },
        { "soci_v2_no_platform", Amd64, Amd64 },
        { "soci_v2_no_platform", null, Amd64 },

        // No tool writes this order. containerd 2.0 would take the SOCI index; versions that read the artifact type pass over it.
        { "soci_v2_first", Amd64, Amd64 },
        { "signature_entry_in_index", Amd64, Amd64 },
        { "signature_entry_in_index", null, Amd64 },
        { "image_entry_with_config_artifact_type", null, Amd64 },
        { "index_arm_v7_v6", "linux/arm/v7", "linux/arm/v7" },
        { "index_arm_v7_v6", "linux/arm/v6", "linux/arm/v6" },
        { "index_arm_v6_only", "linux/arm/v7", "linux/arm/v6" },
        { "index_arm_v7_v6", "linux/arm64", "linux/arm/v7" },
        { "index_arm64_v8", "linux/arm64", "linux/arm64/v8" },
        { "oci_index_two_platforms", "linux/amd64/v3", Amd64 },
        { "index_amd64_v3_only", "linux/amd64/v3", "linux/amd64/v3" },
        { "index_amd64_and_v3", "linux/amd64/v3", "linux/amd64/v3" },
        { "index_amd64_and_v3", "linux/amd64/v2", Amd64 },
        { "index_amd64_and_v3", Amd64, Amd64 },
        { "index_386_only", Amd64, "linux/386" },
        { "index_x86_64_spelling", Amd64, "linux/x86_64" },
        { "index_windows_two_versions", "windows/amd64", "windows/amd64" },
        { "index_without_platforms", Amd64, Amd64 },
        { "nested_index", Amd64, Amd64 },

        // The entry for another platform is not pulled; skopeo calls such an index sparse.
        { "sparse_index", Amd64, Amd64 },
        { "duplicate_platform_first_is_good", Amd64, Amd64 },
        { "size_huge", null, Amd64 },
    };

    /// <summary>Shapes that neither runtime runs: file, platform, and the reason.</summary>
    public static TheoryData<string, string?, UnrunnableKind> Unrunnable { get; } = new()
    {
        // Both pull: "number of layers and diffIDs don't match" or "unsupported media type" on unpacking.
        { "docker_manifest_docker_zstd", Amd64, UnrunnableKind.UnpullableLayer },
        { "docker_manifest_oci_zstd", Amd64, UnrunnableKind.UnpullableLayer },
        { "oci_manifest_docker_zstd", Amd64, UnrunnableKind.UnpullableLayer },
        { "oci_encrypted", Amd64, UnrunnableKind.UnpullableLayer },
        { "duplicate_platform_first_is_bad", Amd64, UnrunnableKind.UnpullableLayer },

        // docker: "unsupported media type" or "Did you mean docker plugin install?".
        { "docker_plugin", null, UnrunnableKind.NotAnImage },
        { "helm_chart", null, UnrunnableKind.NotAnImage },
        { "helm_chart", Amd64, UnrunnableKind.NotAnImage },
        { "cosign_signature", null, UnrunnableKind.NotAnImage },
        { "cosign_signature", Amd64, UnrunnableKind.NotAnImage },
        { "cosign_attestation", null, UnrunnableKind.NotAnImage },
        { "cosign_sbom", null, UnrunnableKind.NotAnImage },
        { "sigstore_bundle_referrer", null, UnrunnableKind.NotAnImage },
        { "notation_signature", null, UnrunnableKind.NotAnImage },
        { "artifact_with_empty_config", null, UnrunnableKind.NotAnImage },
        { "wasm_artifact", null, UnrunnableKind.NotAnImage },
        { "buildkit_attestation", null, UnrunnableKind.NotAnImage },
        { "soci_v1_index", null, UnrunnableKind.NotAnImage },
        { "soci_v2_index_manifest", null, UnrunnableKind.NotAnImage },
        { "referrers_fallback_index", null, UnrunnableKind.NotAnImage },
        { "referrers_fallback_index", Amd64, UnrunnableKind.NotAnImage },
        { "buildkit_cache", null, UnrunnableKind.BuildCache },
        { "buildkit_cache_index", null, UnrunnableKind.BuildCache },

        // containerd: "schema 1 not supported" since 2.1.
        { "docker_schema1", null, UnrunnableKind.UnknownManifestType },
        { "docker_config_v1_manifest", null, UnrunnableKind.UnknownManifestType },
        { "oci_artifact_manifest_draft", null, UnrunnableKind.UnknownManifestType },

        // "no match for platform in manifest".
        { "oci_image", "linux/arm64", UnrunnableKind.PlatformMissing },
        { "oci_index_two_platforms", "linux/s390x", UnrunnableKind.PlatformMissing },
        { "index_amd64_v3_only", Amd64, UnrunnableKind.PlatformMissing },
        { "index_amd64_v3_only", "linux/amd64/v2", UnrunnableKind.PlatformMissing },
        { "index_arm_v6_only", "linux/arm/v5", UnrunnableKind.PlatformMissing },
        { "index_386_only", "linux/arm64", UnrunnableKind.PlatformMissing },
        { "index_windows_two_versions", Amd64, UnrunnableKind.PlatformMissing },
        { "index_without_platforms", "linux/s390x", UnrunnableKind.PlatformMissing },
        { "index_of_attestation_alone", null, UnrunnableKind.PlatformMissing },
        { "empty_index", null, UnrunnableKind.PlatformMissing },
        { "sparse_index", null, UnrunnableKind.ChildMissing },
        { "sparse_index", "linux/arm64", UnrunnableKind.ChildMissing },

        // containerd reads the configuration before it unpacks.
        { "config_not_json_image", null, UnrunnableKind.MalformedManifest },

        // The specification requires the list. Go's clients would read an image without layers; ECR refuses the push.
        { "layers_absent", null, UnrunnableKind.MalformedManifest },

        // containerd: "expected index but found manifest", also for null (CVE-2021-41190).
        { "index_with_layers_null", null, UnrunnableKind.MalformedManifest },
        { "index_and_image", null, UnrunnableKind.MalformedManifest },

        // Clients differ in what they read, so that no verdict would hold for all of them.
        { "duplicate_layers", null, UnrunnableKind.MalformedManifest },
        { "layers_in_other_case", null, UnrunnableKind.MalformedManifest },
        { "lone_surrogate_member", null, UnrunnableKind.MalformedManifest },
        { "lone_surrogate_value", null, UnrunnableKind.MalformedManifest },
        { "size_overflow", null, UnrunnableKind.MalformedManifest },
        { "nested_arrays", null, UnrunnableKind.MalformedManifest },
        { "html_error_page", null, UnrunnableKind.MalformedManifest },
        { "truncated", null, UnrunnableKind.MalformedManifest },
    };

    [Theory]
    [MemberData(nameof(Found))]
    public async Task Verify_AShapeThatRuntimesRun_IsFound(string name, string? platform, string? used)
    {
        var verdict = await VerifyAsync(name, platform);

        var found = Assert.IsType<ImageFound>(verdict);
        Assert.All(found.Platforms, image => Assert.Equal(used, image.Platform));
        Assert.NotEmpty(found.Platforms);
    }

    [Theory]
    [MemberData(nameof(Unrunnable))]
    public async Task Verify_AShapeThatRuntimesRefuse_IsUnrunnable(string name, string? platform, UnrunnableKind kind)
    {
        var unrunnable = Assert.IsType<ImageUnrunnable>(await VerifyAsync(name, platform));

        Assert.Equal(kind, Assert.Single(unrunnable.Reasons.Select(reason => reason.Kind).Distinct()));
    }

    [Fact]
    public async Task Verify_AWindowsIndex_VerifiesTheImageOfEachVersion() =>
        Assert.Equal(2, Assert.IsType<ImageFound>(await VerifyAsync("index_windows_two_versions", "windows/amd64")).Platforms.Count);

    [Fact]
    public void Shapes_AreAllUsed()
    {
        string[] parts =
        [
            "linux_arm64_image", "linux_arm64_v8_image", "linux_arm_v6_image", "linux_arm_v7_image", "linux_amd64_v3_image", "linux_386_image",
            "windows_2019_image", "windows_2022_image",
        ];
        var rows = Found.Select(row => row.Data.Item1).Concat(Unrunnable.Select(row => row.Data.Item1)).Concat(parts).Distinct();

        var files = Directory.EnumerateFiles(ManifestShapeSource.Folder, "*.json")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(name => !name.StartsWith("config_", StringComparison.Ordinal) || name == "config_not_json_image");

        Assert.Equal(files.Order(), rows.Order());
    }

    private static Task<ImageVerdict> VerifyAsync(string name, string? platform) => new ImageVerifier(new ManifestShapeSource()).VerifyAsync(
        ImageReference.Parse($"registry.example/team/app:{name}"),
        new ImageExpectations { Platform = platform is null ? null : Platform.Parse(platform) },
        TestContext.Current.CancellationToken);
}
