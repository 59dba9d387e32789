namespace Berth.TestSupport.AwsModels;

/// <summary>An AWS service whose model the tests use.</summary>
public enum AwsService
{
    /// <summary>Amazon ECR.</summary>
    Ecr,

    /// <summary>AWS STS.</summary>
    Sts,
}
