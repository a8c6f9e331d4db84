namespace Huracan.Storage.Plugins;

/// <summary><c>plugins.yaml</c>: assemblies of a person's own.</summary>
public sealed record PluginOptions
{
    /// <summary>Paths of assemblies with model families. Relative ones start at the file's folder.</summary>
    public List<string> Plugins { get; set; } = [];
}
