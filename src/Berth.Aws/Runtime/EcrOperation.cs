using System.Text.Json.Serialization.Metadata;

namespace Berth.Aws.Runtime;

/// <summary>One operation of ECR's API: its name on the wire and how its input and output are written and read.</summary>
internal sealed record EcrOperation<TInput, TOutput>(string Name, JsonTypeInfo<TInput> Input, JsonTypeInfo<TOutput> Output);
