namespace Huracan.Storage.Plugins;

/// <summary><c>config/plugins.yaml</c>: assemblies of a person's own.</summary>
public sealed record PluginOptions
{
    /// <summary>Paths of assemblies with model families. Relative ones start at the folder that has <c>config/</c>.</summary>
    public List<string> Plugins { get; set; } = [];
}
