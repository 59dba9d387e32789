using Amazon.Runtime;

namespace Berth.Aws.Runtime;

/// <summary>An answer exceeded the size limit of its kind. It is not retried: the next answer would be as large.</summary>
internal sealed class AnswerTooLargeException(int limit) : AmazonClientException($"the answer is larger than {limit} bytes");
