namespace Berth.TestSupport.JavaScript;

/// <summary>The AWS SDK for JavaScript, which is installed from npm once for all test projects, into <c>artifacts/javascript</c>.</summary>
public static class JavaScriptSdk
{
    private static readonly Lazy<string?> Installed = new(Install);

    /// <summary>Gets the folder that holds <c>node_modules</c>, or <see langword="null"/> if Node.js or npm is not installed.</summary>
    /// <exception cref="InvalidOperationException">npm could not install the SDK.</exception>
    public static string? Folder => Installed.Value;

    /// <summary>Gets the folder that holds <c>node_modules</c>. Skips the test if Node.js or npm is not installed; fails it in CI.</summary>
    public static string RequireFolder()
    {
        Programs.Require("node", "nodejs");
        Programs.Require("npm", "npm");
        return Folder!;
    }

    private static string? Install()
    {
        if (Programs.Find("node") is null || Programs.Find("npm") is not { } npm)
        {
            return null;
        }

        var folder = Directory.CreateDirectory(Path.Combine(Checkout.Root, "artifacts", "javascript")).FullName;
        var source = Path.Combine(Checkout.Root, "tests", "Berth.TestSupport", "JavaScript");
        using var held = Hold(Path.Combine(folder, ".lock"));
        var lockFile = Path.Combine(folder, "package-lock.json");
        var complete = Path.Combine(folder, "node_modules", ".complete");
        if (File.Exists(complete) && File.ReadAllText(lockFile) == File.ReadAllText(Path.Combine(source, "package-lock.json")))
        {
            return folder;
        }

        foreach (var name in (string[])["package.json", "package-lock.json", ".npmrc"])
        {
            File.Copy(Path.Combine(source, name), Path.Combine(folder, name), overwrite: true);
        }

        var (exitCode, output, error) = Programs.Run(npm, folder, "ci", "--no-progress");
        if (exitCode != 0)
        {
            throw new InvalidOperationException($"npm ci failed in {folder} with exit code {exitCode}: {output}{error}");
        }

        File.WriteAllText(complete, string.Empty);
        return folder;
    }

    // Test projects run side by side: one installs, the others wait for it.
    private static FileStream Hold(string path)
    {
        for (var attempt = TimeProvider.System.GetTimestamp(); ; )
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (TimeProvider.System.GetElapsedTime(attempt) < Limits.Hang)
            {
                using var pause = new ManualResetEventSlim();
                pause.Wait(TimeSpan.FromMilliseconds(50));
            }
        }
    }
}
