using System.Reflection;
using Huracan.Contracts;
using Huracan.Engine.Models;
using Huracan.Storage.Configuration;

namespace Huracan.Storage.Plugins;

/// <summary>Model families of a person's own: classes with <see cref="ModelFamilyAttribute"/> in assemblies that a file names.</summary>
public static class PluginFamilies
{
    /// <summary>Environment variable with the full path of the file that names the plug-ins.</summary>
    public const string Variable = "HURACAN_PLUGINS";

    /// <summary>
    /// The file that names the plug-ins; null where there is none. The current folder has no say, unlike with other configuration: a
    /// command run in a folder that another made must not load code from it.
    /// </summary>
    /// <param name="variable">The value of <see cref="Variable"/>; null or empty is none.</param>
    /// <param name="program">The program's folder, whose <c>config/plugins.yaml</c> is taken without the variable.</param>
    /// <exception cref="InputRefusedException">The variable's path is not absolute, or there is no such file.</exception>
    public static string? Find(string? variable, string program)
    {
        if (string.IsNullOrEmpty(variable))
            return Path.Combine(program, "config", "plugins.yaml") is var own && File.Exists(own) ? own : null;
        if (!Path.IsPathFullyQualified(variable))
            throw new InputRefusedException($"{Variable} is '{variable}'; it must be an absolute path.");
        return File.Exists(variable) ? variable : throw new InputRefusedException($"{Variable}: there is no file {variable}.");
    }

    /// <summary>The engine's families and those of the plug-ins.</summary>
    /// <param name="file">Path of the file that names them; null where there is none.</param>
    /// <exception cref="InputRefusedException">A plug-in cannot be loaded or has no family, or one of a name taken; the message names the
    /// file and the plug-in.</exception>
    public static ModelRegistry Load(string? file)
    {
        if (file is null)
            return new ModelRegistry();
        var root = Path.GetDirectoryName(Path.GetFullPath(file)) ?? ".";
        List<Type> types = [.. typeof(ModelRegistry).Assembly.GetTypes()];
        foreach (var plugin in YamlFile.Load<PluginOptions>(file).Plugins)
        {
            try
            {
                var path = Path.GetFullPath(plugin, root);
                if (!File.Exists(path))
                    throw new InputRefusedException($"there is no file {path}.");
                var found = TypesOf(new PluginContext(path).LoadFromAssemblyPath(path));
                if (!found.Any(type => type.IsDefined(typeof(ModelFamilyAttribute), inherit: false)))
                    throw new InputRefusedException($"it has no class with [ModelFamily].");
                types.AddRange(found);
                _ = new ModelRegistry(types); // refuses what this plug-in brings
            }
            catch (Exception fault) when (fault is not OutOfMemoryException) // code of another's: whatever it throws
            {
                throw new InputRefusedException($"{file}, plug-in {plugin}: {Text(fault)}", fault);
            }
        }
        return new ModelRegistry(types);
    }

    private static Type[] TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException fault)
        {
            throw new InputRefusedException(
                $"it does not fit this program: {fault.LoaderExceptions.OfType<Exception>().First().Message}", fault);
        }
    }

    private static string Text(Exception fault) => fault switch
    {
        BadImageFormatException => "it is no assembly of .NET.",
        TargetInvocationException or TypeInitializationException when fault.InnerException is { } inner => Text(inner),
        _ => fault.Message,
    };
}
