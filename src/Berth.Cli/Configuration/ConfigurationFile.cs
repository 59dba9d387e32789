using System.Text.Json;
using Berth.Cli.Failures;
using Berth.Cli.Hosting;

namespace Berth.Cli.Configuration;

/// <summary>Finds <c>berth.json</c> and reads it strictly: an unknown key is a fault, and so is a duplicate key.</summary>
internal sealed class ConfigurationFile
{
    public const string FileName = "berth.json";
    public const string RegistryKey = "registry";
    public const string RegistriesKey = "registries";
    public const string DataKey = "data";
    public const string SchemaKey = "$schema";

    private readonly string name;
    private readonly string directory;
    private readonly List<Fault> faults;
    private readonly SettingParser parser;
    private readonly Dictionary<string, Dictionary<string, SettingValue>> registries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<Fault>> registryFaults = new(StringComparer.Ordinal);

    private ConfigurationFile(string path, string name, List<Fault> faults, ICollection<string> warnings)
    {
        FullPath = path;
        this.name = name;
        this.faults = faults;
        directory = Path.GetDirectoryName(path)!;
        parser = new SettingParser(faults, warnings);
    }

    /// <summary>The file's full path.</summary>
    public string FullPath { get; }

    /// <summary>The values of the file, by registry and by the setting's key.</summary>
    public IReadOnlyDictionary<string, Dictionary<string, SettingValue>> Registries => registries;

    /// <summary>The faults of single registries, by registry.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Fault>> RegistryFaults => registryFaults;

    /// <summary>The embedded registry's directory, if the file names one.</summary>
    public SettingValue? Data { get; private set; }

    /// <summary>
    /// The file that applies: the requested one, that of BERTH_CONFIG, the nearest in the working directory or above it, or the user's own.
    /// </summary>
    /// <returns>The path, and the name of the file in messages, or <see langword="null"/> if no file applies.</returns>
    /// <exception cref="LocalException">The path that was given has no meaning here.</exception>
    public static (string Path, string Name)? Find(CommandHost host, ConfigurationRequest request)
    {
        if ((request.File ?? host.Variable("BERTH_CONFIG")) is { } named)
        {
            return (host.PathOf(named), named);
        }

        for (var directory = request.UserOnly ? null : host.WorkingDirectory; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            var candidate = Path.Combine(directory, FileName);
            if (File.Exists(candidate))
            {
                return (candidate, Path.GetRelativePath(host.WorkingDirectory!, candidate));
            }
        }

        return UserDirectories.Configuration(host) is { } folder && Path.Combine(folder, FileName) is var own && File.Exists(own) ? (own, own) : null;
    }

    /// <summary>Reads the file; all of its faults are added to <paramref name="faults"/>.</summary>
    /// <exception cref="LocalException">The file cannot be read.</exception>
    public static ConfigurationFile Read(string path, string name, List<Fault> faults, ICollection<string> warnings)
    {
        var file = new ConfigurationFile(path, name, faults, warnings);
        try
        {
            file.ReadRoot(ConfigurationNodeReader.Read(LocalFile.Read(path, name, "the configuration")));
        }
        catch (JsonException exception)
        {
            faults.Add(new Fault(
                $"{name}:{exception.LineNumber + 1}",
                $"the file is not valid JSON (at byte {exception.BytePositionInLine + 1} of the line)",
                "correct it, and check it with 'berth config validate'"));
        }

        return file;
    }

    private void ReadRoot(ConfigurationNode root)
    {
        foreach (var member in MembersOf(root, string.Empty, 1))
        {
            switch (member.Name)
            {
                case SchemaKey:
                    break;
                case DataKey when member.Value.Kind == JsonTokenType.String:
                    ReadData(member);
                    break;
                case DataKey:
                    Refuse(member.Line, DataKey, $"{member.Value.KindName} is not valid here", "give the path of a directory as a string");
                    break;
                case RegistryKey:
                    ReadRegistry(EffectiveConfiguration.DefaultRegistry, RegistryKey, member, faults.Count);
                    break;
                case RegistriesKey:
                    ReadNamedRegistries(member);
                    break;
                default:
                    RefuseUnknown(member, string.Empty, [DataKey, RegistryKey, RegistriesKey]);
                    break;
            }
        }
    }

    private void ReadData(ConfigurationMember member)
    {
        try
        {
            Data = new SettingValue(UserPath.Resolve(member.Value.Text, directory, home: null), SettingSource.OfFile(name, member.Line));
        }
        catch (LocalException)
        {
            Refuse(member.Line, DataKey, "it is not a path", "give the path of a directory, relative to this file or full");
        }
    }

    private void ReadNamedRegistries(ConfigurationMember registriesMember)
    {
        foreach (var member in MembersOf(registriesMember.Value, RegistriesKey, registriesMember.Line))
        {
            var key = $"{RegistriesKey}.{member.Name}";
            var before = faults.Count;
            if (!RegistryNames.IsValid(member.Name))
            {
                Refuse(member.Line, key, $"'{member.Name}' is not a valid name of a registry", RegistryNames.Rule);
            }

            if (!RegistryNames.IsReserved(member.Name))
            {
                ReadRegistry(member.Name, key, member, before);
            }
        }
    }

    private void ReadRegistry(string registry, string key, ConfigurationMember member, int before)
    {
        var values = registries[registry] = new Dictionary<string, SettingValue>(StringComparer.Ordinal);
        ReadSettings(member, key, string.Empty, values);
        registryFaults[registry] = faults[before..];
    }

    private void ReadSettings(ConfigurationMember parent, string path, string prefix, Dictionary<string, SettingValue> values)
    {
        foreach (var member in MembersOf(parent.Value, path, parent.Line))
        {
            var key = prefix + member.Name;
            var full = $"{path}.{member.Name}";
            if (RegistrySettings.Find(key) is { } setting)
            {
                var source = SettingSource.OfFile(name, member.Line);
                if (parser.FromNode(setting, member.Value, $"{source} {full}", source, directory) is { } value)
                {
                    values[key] = value;
                }
            }
            else if (RegistrySettings.IsGroup(key))
            {
                ReadSettings(member, full, key + ".", values);
            }
            else
            {
                RefuseUnknown(member, path, RegistrySettings.NamesBelow(prefix));
            }
        }
    }

    private IEnumerable<ConfigurationMember> MembersOf(ConfigurationNode node, string key, int line)
    {
        if (!node.IsObject)
        {
            Refuse(line, key, $"{node.KindName} is not valid here", "give an object");
            yield break;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in node.Members)
        {
            if (seen.Add(member.Name))
            {
                yield return member;
            }
            else
            {
                Refuse(member.Line, key.Length == 0 ? member.Name : $"{key}.{member.Name}", "the key is given twice", "keep one of the two");
            }
        }
    }

    private void RefuseUnknown(ConfigurationMember member, string parent, IReadOnlyList<string> known)
    {
        var key = parent.Length == 0 ? member.Name : $"{parent}.{member.Name}";
        Refuse(member.Line, key, $"the key '{member.Name}' is unknown", Suggestion.For(member.Name, known));
    }

    private void Refuse(int line, string key, string what, string remedy) =>
        faults.Add(new Fault(key.Length == 0 ? $"{name}:{line}" : $"{name}:{line} {key}", what, remedy));
}
