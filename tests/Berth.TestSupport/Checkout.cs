namespace Berth.TestSupport;

/// <summary>The checkout that the test assembly was built from.</summary>
public static class Checkout
{
    private static readonly string[] Ignored = ["bin", "obj", "artifacts", "node_modules", ".git", "TestResults"];

    /// <summary>Gets the root folder of the checkout.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Files of the checkout below a folder, as paths relative to the root with forward slashes, without build output.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        !Directory.Exists(Path.Combine(Root, folder))
            ? []
            : Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
                .Where(path => !path.Split('/').Any(Ignored.Contains))
                .Order(StringComparer.Ordinal);

    /// <summary>Reads a file of the checkout.</summary>
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
