using Berth.Cli.DockerCredentials;
using Berth.Cli.Hosting;
using Berth.Names;
using Berth.Registries;

namespace Berth.Cli.Tests.DockerCredentials;

/// <summary>Everything that decides whose token ECR gives is in the key of the cache.</summary>
public sealed class TokenCacheKeyTests : IDisposable
{
    private const string WebIdentityProfile = "[profile ci]\nrole_arn = arn:aws:iam::123456789012:role/ci\nweb_identity_token_file = TOKEN\n";

    private readonly string directory = Directory.CreateTempSubdirectory("berth-key-").FullName;
    private readonly Dictionary<string, string> variables = new(StringComparer.Ordinal);

    private static readonly EcrRegistry Registry = new(RegistryHost.Parse("registry.example"), AccountId.Parse("111111111111"), Region.Parse("eu-central-1"));

    private static readonly Dictionary<string, EcrRegistry> OtherRegistries = new(StringComparer.Ordinal)
    {
        ["account"] = new(Registry.Host, AccountId.Parse("222222222222"), Registry.Region),
        ["region"] = new(Registry.Host, Registry.Account, Region.Parse("eu-west-1")),
        ["endpoint"] = Registry with { Endpoint = new Uri("http://localhost:5000") },
        ["profile"] = Registry with { Profile = "other" },
        ["role"] = Registry with { Role = Role("deployer", null) },
        ["external id"] = Registry with { Role = Role("deployer", "12345") },
    };

    public TokenCacheKeyTests() => variables["HOME"] = directory;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    public static TheoryData<string> Members() => [.. OtherRegistries.Keys];

    public static TheoryData<string> VariableNames() => [.. TokenCacheKey.Variables];

    [Theory]
    [MemberData(nameof(Members))]
    public void Of_AnotherMemberOfTheRegistry_Differs(string member)
    {
        Assert.NotEqual(Key(Registry), Key(OtherRegistries[member]));
        Assert.All(OtherRegistries.Where(other => other.Key != member), other => Assert.NotEqual(Key(other.Value), Key(OtherRegistries[member])));
    }

    [Theory]
    [InlineData("111111111111.dkr.ecr-fips.us-east-1.amazonaws.com")]
    [InlineData("111111111111.dkr-ecr.us-east-1.on.aws")]
    public void Of_AnotherEndpointOfTheSameRegistry_Differs(string host) => Assert.NotEqual(
        Key(new EcrRegistry(EcrHost.From(RegistryHost.Parse("111111111111.dkr.ecr.us-east-1.amazonaws.com"))!)),
        Key(new EcrRegistry(EcrHost.From(RegistryHost.Parse(host))!)));

    [Theory]
    [MemberData(nameof(VariableNames))]
    public void Of_AnotherVariable_Differs(string name)
    {
        var unset = Key(Registry);
        variables[name] = "one";
        var one = Key(Registry);
        variables[name] = "two";
        Assert.Equal(3, new[] { unset, one, Key(Registry) }.Distinct().Count());
    }

    [Theory]
    [InlineData("AWS_ACCESS_KEY_ID")]
    [InlineData("AWS_PROFILE")]
    [InlineData("AWS_ROLE_ARN")]
    [InlineData("AWS_ENDPOINT_URL_STS")]
    public void Variables_HaveTheInputsOfTheResolution(string name) => Assert.Contains(name, TokenCacheKey.Variables);

    [Theory]
    [InlineData("config", null)]
    [InlineData("credentials", null)]
    [InlineData("config", "AWS_CONFIG_FILE")]
    [InlineData("credentials", "AWS_SHARED_CREDENTIALS_FILE")]
    public void Of_AnotherContentOfAFile_Differs(string file, string? variable)
    {
        var path = Path.Combine(directory, variable is null ? ".aws" : "elsewhere", file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (variable is not null)
        {
            variables[variable] = path;
        }

        AssertContentMatters(path);
    }

    [Fact]
    public void Of_AnotherTokenOfAWebIdentity_Differs()
    {
        var token = Path.Combine(directory, "token");
        variables["AWS_WEB_IDENTITY_TOKEN_FILE"] = token;
        AssertContentMatters(token);
    }

    [Fact]
    public void Of_AnotherTokenFileOfAWebIdentity_Differs()
    {
        variables["AWS_WEB_IDENTITY_TOKEN_FILE"] = "/a";
        var one = Key(Registry);
        variables["AWS_WEB_IDENTITY_TOKEN_FILE"] = "/b";
        Assert.NotEqual(one, Key(Registry));
    }

    [Fact]
    public void Of_AnotherTokenOfAProfile_Differs()
    {
        var token = Path.Combine(directory, "token");
        Directory.CreateDirectory(Path.Combine(directory, ".aws"));
        File.WriteAllText(Path.Combine(directory, ".aws", "config"), WebIdentityProfile.Replace("TOKEN", token, StringComparison.Ordinal));
        AssertContentMatters(token);
    }

    [Fact]
    public void Of_TheSameInputs_IsTheSame() => Assert.Equal(Key(Registry), Key(new EcrRegistry(RegistryHost.Parse("other.example"), Registry.Account, Registry.Region)));

    private static AssumedRole Role(string name, string? externalId) =>
        AssumedRole.Create($"arn:aws:iam::123456789012:role/{name}", externalId, "role", new List<Fault>())!;

    private void AssertContentMatters(string path)
    {
        var absent = Key(Registry);
        File.WriteAllText(path, "[default]\naws_access_key_id = AKIAONE\n");
        var one = Key(Registry);
        File.WriteAllText(path, "[default]\naws_access_key_id = AKIATWO\n");
        Assert.Equal(3, new[] { absent, one, Key(Registry) }.Distinct().Count());
    }

    private string Key(EcrRegistry registry) => TokenCacheKey.Of(
        new CommandHost { Output = TextWriter.Null, Error = TextWriter.Null, Input = TextReader.Null, Variables = variables, WorkingDirectory = directory },
        registry);
}
