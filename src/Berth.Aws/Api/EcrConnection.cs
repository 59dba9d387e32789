using Berth.Aws.Runtime;
using Berth.Aws.Sessions;

namespace Berth.Aws.Api;

/// <summary>The pipeline of a registry.</summary>
/// <param name="Pipeline">The pipeline.</param>
/// <param name="Credentials">The credentials that are resolved before each call; <see langword="null"/> for fixed ones.</param>
/// <param name="Skew">Gets how far the clock of ECR is ahead of this machine's.</param>
internal sealed record EcrConnection(EcrPipeline Pipeline, IReadyCredentials? Credentials, Func<TimeSpan> Skew) : IDisposable
{
    public void Dispose() => Pipeline.Dispose();
}
