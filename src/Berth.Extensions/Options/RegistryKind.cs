namespace Berth.Extensions.Options;

/// <summary>What a configured registry is.</summary>
public enum RegistryKind
{
    /// <summary>ECR if the host's name is that of an ECR registry, otherwise a registry in which nothing is prepared. The default.</summary>
    Auto,

    /// <summary>ECR behind another host, such as an emulator or a custom domain; account and region are required.</summary>
    Ecr,

    /// <summary>A registry that is not ECR: it is named in references, and nothing in it is touched.</summary>
    Oci,
}
