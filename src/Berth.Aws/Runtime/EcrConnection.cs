using Berth.Aws.Sessions;

namespace Berth.Aws.Runtime;

/// <summary>The pipeline of a registry, and the credentials that are resolved before each call; <see langword="null"/> for fixed ones.</summary>
internal sealed record EcrConnection(EcrPipeline Pipeline, IReadyCredentials? Credentials);
