using System.Text.Json.Nodes;
using CsCheck;

namespace Berth.Tests.Repositories;

/// <summary>Generates repository policies, and other ways of writing them.</summary>
internal static class PolicyGen
{
    private static readonly string[] Principals = ["111122223333", "arn:aws:iam::444455556666:root", "arn:aws:iam::444455556666:role/ci", "arn:aws:iam::777788889999:user/x"];

    private static readonly string[] Actions = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:PutImage", "ecr:*"];

    private static readonly Gen<string> Statement =
        from sid in Gen.Int[0, 5]
        from effect in One("Allow", "Deny")
        from principals in One(Principals).Array[1, 3]
        from actions in One(Actions).Array[1, 3]
        from condition in Gen.Int[0, 2]
        select $$"""
            {{{(sid == 0 ? "" : $"\"Sid\":\"S{sid}\",")}}"Effect":"{{effect}}","Principal":{"AWS":{{List(principals)}}},"Action":{{List(actions)}}{{(condition == 0 ? "" : ",\"Condition\":{\"StringEquals\":{\"aws:PrincipalOrgID\":[\"o-1\",\"o-2\"]}}")}}}
            """;

    /// <summary>A policy and a seed for shuffling it.</summary>
    public static Gen<(string, int)> Policies { get; } = Gen.Select(
        Statement.List[1, 5].Select(list => $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', WithUniqueSids(list))}}]}"""),
        Gen.Int);

    /// <summary>Writes the same with members and lists in another order, and lists of one as a single value.</summary>
    public static JsonNode Shuffle(JsonNode node, Random random)
    {
        switch (node)
        {
            case JsonObject members:
                var pairs = members.Select(pair => KeyValuePair.Create(pair.Key, Shuffle(pair.Value!, random))).ToArray();
                random.Shuffle(pairs);
                return new JsonObject(pairs.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
            case JsonArray { Count: 1 } single:
                return Shuffle(single[0]!, random);
            case JsonArray list:
                var items = list.Select(item => Shuffle(item!, random)).ToArray();
                random.Shuffle(items);
                return new JsonArray(items);
            default:
                return node.DeepClone();
        }
    }

    private static Gen<string> One(params string[] items) => Gen.Int[0, items.Length - 1].Select(index => items[index]);

    private static IEnumerable<string> WithUniqueSids(IEnumerable<string> statements) =>
        statements.DistinctBy(text => JsonNode.Parse(text)!["Sid"]?.ToString() ?? text);

    private static string List(IEnumerable<string> items) => $"[{string.Join(',', items.Distinct().Select(item => $"\"{item}\""))}]";
}
