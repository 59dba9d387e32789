using Berth.Names;

namespace Berth.Builders;

/// <summary>
/// The shell functions with which buildah uses one movable cache tag. Buildah's own registry cache gives each layer a tag, which an immutable repository
/// keeps and no rule for untagged images removes. These functions put the images of all steps into one index with the cache tag instead: when the
/// tag moves, the old index becomes untagged, and expires with what only it referred to.
/// </summary>
public static class BuildahScript
{
    /// <summary>Gets the script for a POSIX shell.</summary>
    /// <param name="image">The image to push.</param>
    /// <param name="cache">The build cache.</param>
    /// <returns>
    /// Definitions of the variable <c>BERTH_IMAGE</c> and of four functions: <c>berth_cache_import</c>, <c>berth_build</c> (which takes the
    /// arguments of <c>buildah build</c>), <c>berth_push</c> and <c>berth_cache_export</c>. Import and export never fail a build. The import
    /// reads the index with <c>skopeo</c>, because some versions of buildah cannot read one from a registry without TLS.
    /// </returns>
    public static string For(ImageReference image, BuildCache cache)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(cache);
        var tls = image.Registry.IsLoopback ? " --tls-verify=false" : string.Empty;
        var sources = ShellWord.Join(cache.From.Select(reference => reference.ToString()));
        var repository = ShellWord.Quote($"{image.Registry}/{image.Repository}");
        return $$"""
            BERTH_IMAGE={{ShellWord.Quote(image.ToString())}}
            berth_cache_import() {
                for berth_source in {{sources}}; do
                    for berth_digest in $(skopeo inspect --raw{{tls}} "docker://$berth_source" 2>/dev/null | grep -o 'sha256:[0-9a-f]*'); do
                        buildah pull --quiet{{tls}} {{repository}}@"$berth_digest" >/dev/null 2>&1 || true
                    done
                done
            }
            berth_build() {
                buildah build --layers --tag "$BERTH_IMAGE" "$@"
            }
            berth_push() {
                buildah push --quiet{{tls}} "$BERTH_IMAGE" "docker://$BERTH_IMAGE"
            }
            berth_cache_export() {
                berth_index=$(buildah manifest create "berth-cache-$$") || return 0
                for berth_step in $(buildah images --all --quiet --no-trunc | sort -u); do
                    buildah manifest add "$berth_index" "${berth_step#sha256:}" >/dev/null 2>&1 || true
                done
                buildah manifest push --quiet --all{{tls}} "$berth_index" {{ShellWord.Quote($"docker://{cache.To}")}} >/dev/null 2>&1 ||
                    echo "berth: the build cache was not exported; the next build takes longer" >&2
                buildah manifest rm "$berth_index" >/dev/null 2>&1 || true
            }

            """;
    }
}
