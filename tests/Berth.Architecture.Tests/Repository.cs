namespace Berth.Architecture;

/// <summary>The checkout that this test assembly was built from.</summary>
internal static class Repository
{
    private static readonly string[] Ignored = ["bin", "obj", "artifacts", "node_modules", ".git", "TestResults"];

    public static string Root { get; } = FindRoot();

    /// <summary>Files of the checkout below a folder, by their path from the root with forward slashes; built files are left out.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        !Directory.Exists(Path.Combine(Root, folder))
            ? []
            : Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
                .Where(path => !path.Split('/').Any(Ignored.Contains))
                .Order(StringComparer.Ordinal);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Berth.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside a checkout: no Berth.slnx above them.");
    }
}
