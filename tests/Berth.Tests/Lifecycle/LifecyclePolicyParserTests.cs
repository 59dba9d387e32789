using Berth.Lifecycle.Model;

namespace Berth.Tests.Lifecycle;

public sealed class LifecyclePolicyParserTests
{
    private const string Untagged = """{"tagStatus":"untagged","countType":"sinceImagePushed","countUnit":"days","countNumber":3}""";
    private const string Expire = """{"type":"expire"}""";
    private const string Archive = """{"type":"transition","targetStorageClass":"archive"}""";
    private const string OneOf = "instance failed to match exactly one schema (matched 0 out of 2)";

    public static TheoryData<string> Accepted => new(
    [
        Policy(Rule(1, Untagged, Expire)),
        Policy(Rule(10, Selection("tagged", "\"tagPatternList\":[\"prod*\"],", "imageCountMoreThan", 1), Expire)),
        Policy(Rule(1, Selection("tagged", "\"tagPrefixList\":[\"prod\",\"v\"],", "imageCountMoreThan", 1), Expire)),
        Policy(Rule(1, Days("any", "sinceImagePulled", 90), Archive)),
        Policy(Rule(1, Days("any", "sinceImageTransitioned", 365, "\"storageClass\":\"archive\","), Expire)),
        Policy(Rule(1, Days("any", "sinceImagePushed", 30, "\"storageClass\":\"standard\","), Archive)),
        Policy(
            Rule(1, Days("any", "sinceImagePushed", 30), Archive),
            Rule(2, Days("any", "sinceImageTransitioned", 365, "\"storageClass\":\"archive\","), Expire)),
        Policy(
            Rule(7, Days("untagged", "sinceImageTransitioned", 90, "\"storageClass\":\"archive\","), Expire),
            Rule(2, Untagged, Expire)),
        Policy(Rule(1, Selection("tagged", "\"tagPatternList\":[\"*a*b*c*\"],\"tagPrefixList\":[],", "imageCountMoreThan", 1), Expire)),
        Policy([.. Enumerable.Range(1, 50).Select(i => Rule(i, Selection("tagged", $"\"tagPrefixList\":[\"v{i}\"],", "imageCountMoreThan", i), Expire))]),
        Policy(Rule(int.MaxValue, Untagged, Expire)),
        "  \n" + Policy(Rule(1, Untagged, Expire)).Replace(",", " ,\t", StringComparison.Ordinal),
    ]);

    public static TheoryData<string, string> Refused => new()
    {
        { "", "Could not map policyString into LifecyclePolicy." },
        { "not json at all", "Could not map policyString into LifecyclePolicy." },
        { Long("[]"), "Could not map policyString into LifecyclePolicy." },
        { Long("\"text\""), "Could not map policyString into LifecyclePolicy." },
        { Policy(Rule(1, Untagged, Expire)) + "x", "Could not map policyString into LifecyclePolicy." },
        { Policy(Rule(1, Untagged, Expire)).Replace("1,", "1,,", StringComparison.Ordinal), "Could not map policyString into LifecyclePolicy." },
        { Policy(Rule(1, Untagged, Expire)).Replace("\"expire\"", "\"\\ud800\"", StringComparison.Ordinal), "Could not map policyString into LifecyclePolicy." },
        { Long("{}"), "object has missing required properties ([\"rules\"])" },
        { "{\"rules\":[]}", "Member must have length greater than or equal to 100" },
        { Long("{\"rules\":[]}"), "array is too short: must have at least 1 elements but instance has 0 elements" },
        { Long("{\"rules\":null}"), "instance type (null) does not match any allowed primitive type (allowed: [\"array\"])" },
        { Long("{\"rules\":{}}"), "instance type (object) does not match any allowed primitive type (allowed: [\"array\"])" },
        { Long("{\"rules\":[7]}"), "instance type (integer) does not match any allowed primitive type (allowed: [\"object\"])" },
        { Policy(Rule(1, Untagged, Expire))[..^1] + ",\"x\":1}", "object instance has properties which are not allowed by the schema: ([\"x\"])" },
        { Policy("{" + "\"y\":1,\"x\":2," + Rule(1, Untagged, Expire)[1..]), "object instance has properties which are not allowed by the schema: ([\"x\",\"y\"])" },
        { Policy(Rule(1, Untagged.Replace("}", ",\"z\":0}", StringComparison.Ordinal), Expire)), "object instance has properties which are not allowed by the schema: ([\"z\"])" },
        { Policy(Rule(1, Untagged, "{\"type\":\"expire\",\"when\":1}")), "object instance has properties which are not allowed by the schema: ([\"when\"])" },
        { Policy($"{{\"selection\":{Untagged},\"action\":{Expire}}}"), "object has missing required properties ([\"rulePriority\"])" },
        { Policy($"{{\"rulePriority\":1,\"selection\":{Untagged}}}"), "object has missing required properties ([\"action\"])" },
        { Long(Policy($"{{\"rulePriority\":1,\"action\":{Expire}}}")), "object has missing required properties ([\"selection\"])" },
        { Long(Policy(Rule(1, "{}", Expire))), "object has missing required properties ([\"countNumber\",\"countType\",\"tagStatus\"])" },
        { Policy(Rule(1, Untagged, "{}")), "object has missing required properties ([\"type\"])" },
        { Policy(Rule(1, Days("old", "sinceImagePushed", 3), Expire)), "instance value (old) not found in enum :(possible values: [\"any\", \"tagged\", \"untagged\"])" },
        { Policy(Rule(1, Untagged.Replace("days", "hours", StringComparison.Ordinal), Expire)), "instance value (hours) not found in enum :(possible values: [\"days\"])" },
        { Policy(Rule(1, Untagged, "{\"type\":\"delete\"}")), "instance value (delete) not found in enum :(possible values: [\"expire\", \"transition\"])" },
        { Policy(Rule(1, Untagged, "{\"type\":\"transition\",\"targetStorageClass\":\"glacier\"}")), "instance value (glacier) not found in enum :(possible values: [\"archive\"])" },
        { Policy(Rule(1, Days("any", "sinceImagePushed", 3, "\"storageClass\":\"cold\","), Expire)), "instance value (cold) not found in enum :(possible values: [\"archive\", \"standard\"])" },
        { Policy(Rule(1, Days("untagged", "sinceImageBuilt", 3), Expire)), OneOf },
        { Policy(Rule(1, Selection("untagged", "\"countUnit\":null,", "imageCountMoreThan", 3), Expire)), OneOf },
        { Policy(Rule(1, Selection("untagged", "\"countUnit\":\"days\",", "imageCountMoreThan", 3), Expire)), OneOf },
        { Policy(Rule(1, Selection("untagged", "", "sinceImagePushed", 3), Expire)), OneOf },
        { Policy(Rule(1, Untagged, "{\"type\":\"expire\",\"targetStorageClass\":null}")), OneOf },
        { Policy(Rule(1, Untagged, "{\"type\":\"transition\"}")), OneOf },
        { Policy(Rule(1, Days("untagged", "sinceImagePushed", 0), Expire)), "numeric instance is lower than the required minimum (minimum: 1, found: 0)" },
        { Policy(Rule(1, Days("untagged", "sinceImagePushed", -5), Expire)), "numeric instance is lower than the required minimum (minimum: 1, found: -5)" },
        { Policy(Rule(0, Untagged, Expire)), "numeric instance is lower than the required minimum (minimum: 1, found: 0)" },
        { Policy(Rule(1, Untagged.Replace(":3", ":3.5", StringComparison.Ordinal), Expire)), "instance type (number) does not match any allowed primitive type (allowed: [\"integer\"])" },
        { Policy(Rule(1, Untagged.Replace(":3", ":\"3\"", StringComparison.Ordinal), Expire)), "instance type (string) does not match any allowed primitive type (allowed: [\"integer\"])" },
        { Policy(Rule(1, Untagged.Replace(":3", ":99999999999999999999", StringComparison.Ordinal), Expire)), "numeric instance is greater than the required maximum (maximum: 2147483647, found: 99999999999999999999)" },
        { Policy(Rule(1, Selection("tagged", "\"tagPrefixList\":null,", "imageCountMoreThan", 1), Expire)), "instance type (null) does not match any allowed primitive type (allowed: [\"array\"])" },
        { Policy(Rule(1, Selection("tagged", "\"tagPrefixList\":[1],", "imageCountMoreThan", 1), Expire)), "instance type (integer) does not match any allowed primitive type (allowed: [\"string\"])" },
        { Policy(Rule(1, Selection("tagged", "\"tagPrefixList\":[\"\"],", "imageCountMoreThan", 1), Expire)), "string \"\" is too short (length: 0, required minimum: 1)" },
        { Policy(Rule(1, Selection("tagged", "", "imageCountMoreThan", 1), Expire)), "Must specify tagPrefixList or tagPatternList when tagStatus=TAGGED." },
        { Policy(Rule(1, Selection("tagged", "\"tagPrefixList\":[],", "imageCountMoreThan", 1), Expire)), "Must specify tagPrefixList or tagPatternList when tagStatus=TAGGED." },
        { Policy(Rule(1, Selection("tagged", "\"tagPrefixList\":[\"a\"],\"tagPatternList\":[\"b\"],", "imageCountMoreThan", 1), Expire)), "Only one of tagPrefixList and tagPatternList can be specified." },
        { Policy(Rule(1, Selection("untagged", "\"tagPrefixList\":[\"a\"],", "imageCountMoreThan", 1), Expire)), "Cannot specify tagPrefixList or tagPatternList when tagStatus is not TAGGED." },
        { Policy(Rule(1, Selection("any", "\"tagPatternList\":[\"a\"],", "imageCountMoreThan", 1), Expire)), "Cannot specify tagPrefixList or tagPatternList when tagStatus is not TAGGED." },
        { Policy(Rule(1, Selection("tagged", "\"tagPatternList\":[\"a*b*c*d*e*\"],", "imageCountMoreThan", 1), Expire)), "Tag pattern 'a*b*c*d*e*' can contain at most 4 wildcards" },
        { Policy(Rule(1, Untagged, Expire), Rule(2, Untagged, Expire)), "Only one rule can select Untagged images per storage class" },
        { Policy(Rule(1, Days("any", "sinceImagePushed", 3), Expire), Rule(2, Untagged, Expire)), "Rule for tagStatus=ANY must have the lowest priority per storage class" },
        { Policy(Rule(1, Days("any", "sinceImagePushed", 3), Expire), Rule(2, Days("any", "sinceImagePushed", 5), Expire)), "Rule for tagStatus=ANY must have the lowest priority per storage class" },
        { Policy(Rule(4, Untagged, Expire), Rule(4, Days("any", "sinceImagePushed", 5), Expire)), "Rule priorities must be unique" },
        { Policy(Rule(1, Selection("tagged", "\"tagPrefixList\":[\"a\",\"b\"],", "imageCountMoreThan", 1), Expire), Rule(2, Selection("tagged", "\"tagPrefixList\":[\"b\",\"a\"],", "imageCountMoreThan", 9), Expire)), "Tag prefix lists must be unique per storage class" },
        { Policy(Rule(1, Days("any", "sinceImagePulled", 90), Expire)), "countType=sinceImagePulled can only be used with action type transition" },
        { Policy(Rule(1, Days("any", "sinceImageTransitioned", 90, "\"storageClass\":\"archive\","), Archive)), "countType=sinceImageTransitioned can only be used with action type expire" },
        { Policy(Rule(1, Days("any", "sinceImageTransitioned", 90), Expire)), "countType=sinceImageTransitioned can only be used with storageClass archive" },
        { Policy(Rule(1, Days("any", "sinceImageTransitioned", 89, "\"storageClass\":\"archive\","), Expire)), "countNumber must be at least 90 when countType=sinceImageTransitioned" },
        { Policy(Rule(1, Days("any", "sinceImagePushed", 89, "\"storageClass\":\"archive\","), Expire)), "storageClass archive can only be used with countType=sinceImageTransitioned" },
        { Policy([.. Enumerable.Range(1, 51).Select(i => Rule(i, Selection("tagged", $"\"tagPrefixList\":[\"v{i}\"],", "imageCountMoreThan", i), Expire))]), "array is too long: must have at most 50 elements but instance has 51 elements" },
        { Policy(Rule(1, Untagged, Expire)) + new string(' ', 30_720), "Member must have length less than or equal to 30720" },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public void TryParse_WhatEcrAccepts_RoundTrips(string text)
    {
        Assert.True(LifecyclePolicy.TryParse(text, out var policy, out var refusal), refusal?.Message);
        Assert.Equal(policy, LifecyclePolicy.Parse(policy.ToString()));
        Assert.Equal(policy.ToString(), LifecyclePolicy.Parse(policy.ToString()).ToString());
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void TryParse_WhatEcrRefuses_NamesTheReason(string text, string reason)
    {
        Assert.False(LifecyclePolicy.TryParse(text, out _, out var refusal));
        Assert.Contains(reason, refusal.Faults.Select(fault => fault.Reason));
    }

    [Fact]
    public void TryParse_OneFault_GivesEcrsMessage()
    {
        Assert.False(LifecyclePolicy.TryParse(Policy(Rule(1, Untagged, Expire), Rule(2, Untagged, Expire)), out _, out var refusal));
        Assert.Equal(
            "Invalid parameter at 'LifecyclePolicyText' failed to satisfy constraint: "
                + "'Lifecycle policy validation failure: Only one rule can select Untagged images per storage class'",
            refusal.Message);
    }

    [Fact]
    public void TryParse_SeveralSchemaFaults_NamesEachOnALineAndItsPlace()
    {
        var text = Policy(Rule(0, Untagged, Expire), Rule(2, Untagged, "{\"type\":\"delete\"}"), "{}");
        Assert.False(LifecyclePolicy.TryParse(text, out _, out var refusal));
        Assert.Equal(["/rules/0/rulePriority", "/rules/1/action/type", "/rules/2"], refusal.Faults.Select(fault => fault.Where));
        Assert.Equal(2, refusal.Message.Count(static c => c == '\n'));
    }

    [Fact]
    public void TryParse_SeveralRulesThatDisagree_NamesEach()
    {
        var text = Policy(
            Rule(1, Days("any", "sinceImagePulled", 3), Expire),
            Rule(2, Days("any", "sinceImagePushed", 3), Expire),
            Rule(3, Untagged, Expire),
            Rule(3, Untagged, Expire));
        Assert.False(LifecyclePolicy.TryParse(text, out _, out var refusal));
        Assert.Equal(4, refusal.Faults.Count);
    }

    [Fact]
    public void TryParse_Null_IsRefused() => Assert.False(LifecyclePolicy.TryParse(null, out _, out _));

    [Fact]
    public void Default_Text_IsThePolicyOfTheDesign() => Assert.Equal(
        """{"rules":[{"rulePriority":1,"description":"Expire untagged images older than 3 days","selection":{"tagStatus":"untagged","countType":"sinceImagePushed","countUnit":"days","countNumber":3},"action":{"type":"expire"}}]}""",
        LifecyclePolicy.Default.ToString());

    [Fact]
    public void ToString_RulesInAnyOrder_WritesThemCompactByPriority()
    {
        var text = Policy(
            Rule(9, Days("any", "sinceImagePushed", 30, "\"storageClass\":\"standard\","), Archive),
            Rule(3, Selection("tagged", "\"tagPrefixList\": [ \"é\" ],", "imageCountMoreThan", 1), Expire));
        Assert.Equal(
            """{"rules":[{"rulePriority":3,"description":"a rule","selection":{"tagStatus":"tagged","tagPrefixList":["é"],"countType":"imageCountMoreThan","countNumber":1},"action":{"type":"expire"}},{"rulePriority":9,"description":"a rule","selection":{"tagStatus":"any","countType":"sinceImagePushed","countUnit":"days","countNumber":30},"action":{"type":"transition","targetStorageClass":"archive"}}]}""",
            LifecyclePolicy.Parse(text).ToString());
    }

    private static string Long(string text) => text + new string(' ', 100);

    private static string Policy(params string[] rules) => $"{{\"rules\":[{string.Join(',', rules)}]}}";

    private static string Rule(int priority, string selection, string action) =>
        $"{{\"rulePriority\":{priority},\"description\":\"a rule\",\"selection\":{selection},\"action\":{action}}}";

    private static string Selection(string status, string more, string countType, int number) =>
        $"{{\"tagStatus\":\"{status}\",{more}\"countType\":\"{countType}\",\"countNumber\":{number}}}";

    private static string Days(string status, string countType, int number, string more = "") =>
        Selection(status, $"\"countUnit\":\"days\",{more}", countType, number);
}
