namespace Berth.Builders;

/// <summary>The image builders that Berth has arguments for.</summary>
public enum Builder
{
    /// <summary><c>docker buildx build</c>.</summary>
    Buildx,

    /// <summary>BuildKit's own client, <c>buildctl build</c>.</summary>
    Buildctl,

    /// <summary><c>buildah build</c>.</summary>
    Buildah,

    /// <summary>Kaniko's executor.</summary>
    Kaniko,

    /// <summary>The container publish of the .NET SDK, <c>dotnet publish -t:PublishContainer</c>.</summary>
    Dotnet,
}
