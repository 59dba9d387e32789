using System.Text.Json;

namespace Berth.TestSupport.AwsModels;

/// <summary>
/// AWS's model of a service: operations with input, output and errors, and shapes, in botocore's format. The first source that has one is used.
/// </summary>
/// <param name="Source">Where the model comes from.</param>
/// <param name="Root">The model's document.</param>
public sealed record AwsModel(string Source, JsonElement Root)
{
    private static readonly Lazy<AwsModel?> Ecr = new(() => AwsModelSources.Find(AwsService.Ecr));
    private static readonly Lazy<AwsModel?> Sts = new(() => AwsModelSources.Find(AwsService.Sts));

    /// <summary>Gets the model, or <see langword="null"/> if no source has it.</summary>
    public static AwsModel? Find(AwsService service) => service == AwsService.Ecr ? Ecr.Value : Sts.Value;

    /// <summary>Gets the model. Skips the test if no source has it; fails it in CI.</summary>
    public static AwsModel Require(AwsService service)
    {
        var model = Find(service);
        if (model is null)
        {
            Programs.Missing($"AWS's model of {service} was not found: set BERTH_BOTOCORE to botocore's data folder, or install Node.js and npm");
        }

        return model!;
    }
}
