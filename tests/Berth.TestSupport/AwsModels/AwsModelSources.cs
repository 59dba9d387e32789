using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using Berth.TestSupport.JavaScript;

namespace Berth.TestSupport.AwsModels;

/// <summary>
/// The sources of AWS's models, in order: the folder that <c>BERTH_BOTOCORE</c> names; the botocore data of the AWS CLI on the PATH, if its
/// model of ECR has exclusion filters; the schemas of the AWS SDK for JavaScript, which have no patterns and lengths of strings.
/// </summary>
public static partial class AwsModelSources
{
    /// <summary>Gets the model from the first source that has it.</summary>
    public static AwsModel? Find(AwsService service) => FromVariable(service) ?? FromAwsCli(service) ?? FromJavaScriptSdk(service);

    /// <summary>Gets the model from the folder that <c>BERTH_BOTOCORE</c> names.</summary>
    /// <exception cref="FileNotFoundException">The variable is set, and the folder has no such model.</exception>
    public static AwsModel? FromVariable(AwsService service)
    {
        if (Environment.GetEnvironmentVariable("BERTH_BOTOCORE") is not { Length: > 0 } folder)
        {
            return null;
        }

        var file = Path.Combine(folder, PathOf(service));
        return Read(File.Exists(file) ? file : file + ".gz", "BERTH_BOTOCORE");
    }

    /// <summary>Gets the model from the AWS CLI on the PATH, or <see langword="null"/> if the CLI is not installed or is older than exclusion filters.</summary>
    public static AwsModel? FromAwsCli(AwsService service)
    {
        if (Programs.Find("aws") is not { } aws)
        {
            return null;
        }

        // The CLI logs the path of each model that it loads. The skeleton needs neither credentials nor a request.
        var (_, _, log) = Programs.Run(aws, Path.GetTempPath(), "ecr", "describe-repositories", "--generate-cli-skeleton", "input", "--debug");
        if (LoadedModel().Match(log) is not { Success: true } match)
        {
            return null;
        }

        var ecr = Read(match.Value, "the AWS CLI");
        if (!ecr.Root.GetProperty("shapes").TryGetProperty("ImageTagMutabilityExclusionFilter", out _))
        {
            return null;
        }

        var other = match.Value.Replace(PathOf(AwsService.Ecr), PathOf(service), StringComparison.Ordinal);
        return service == AwsService.Ecr ? ecr : File.Exists(other) ? Read(other, ecr.Source) : null;
    }

    /// <summary>Gets the model from the AWS SDK for JavaScript, or <see langword="null"/> if Node.js or npm is not installed.</summary>
    public static AwsModel? FromJavaScriptSdk(AwsService service)
    {
        if (JavaScriptSdk.Folder is not { } folder)
        {
            return null;
        }

        var script = Path.Combine(Checkout.Root, "tests", "Berth.TestSupport", "JavaScript", "sdk-model.cjs");
        var package = Path.Combine(folder, "node_modules", "@aws-sdk", service == AwsService.Ecr ? "client-ecr" : "client-sts");
        var (exitCode, output, error) = Programs.Run(Programs.Find("node")!, folder, script, package);
        return exitCode == 0
            ? new AwsModel("the AWS SDK for JavaScript", JsonDocument.Parse(output).RootElement)
            : throw new InvalidOperationException($"{script} failed with exit code {exitCode}: {error}");
    }

    private static string PathOf(AwsService service) => service == AwsService.Ecr ? "ecr/2015-09-21/service-2.json" : "sts/2011-06-15/service-2.json";

    private static AwsModel Read(string file, string source)
    {
        using Stream stream = File.OpenRead(file);
        using var content = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream;
        return new AwsModel(source, JsonDocument.Parse(content).RootElement);
    }

    [GeneratedRegex(@"(?<=Loading JSON file: )\S.*ecr/2015-09-21/service-2\.json(\.gz)?", RegexOptions.CultureInvariant)]
    private static partial Regex LoadedModel();
}
