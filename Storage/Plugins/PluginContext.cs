using System.Reflection;
using System.Runtime.Loader;

namespace Huracan.Storage.Plugins;

/// <summary>
/// What a plug-in needs it gets from the program, where that has it, so that both mean the same types; all else from the plug-in's own
/// folder.
/// </summary>
/// <param name="path">The plug-in's assembly.</param>
internal sealed class PluginContext(string path) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(path))
{
    private readonly AssemblyDependencyResolver resolver = new(path);

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        try
        {
            return Default.LoadFromAssemblyName(assemblyName);
        }
        catch (FileNotFoundException) when (resolver.ResolveAssemblyToPath(assemblyName) is { } own
            && !assemblyName.Name!.StartsWith("Huracan.", StringComparison.Ordinal)) // a name in a reference is never empty
        {
            return LoadFromAssemblyPath(own);
        }
    }

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } own ? LoadUnmanagedDllFromPath(own) : 0;
}
