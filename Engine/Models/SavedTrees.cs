using Huracan.Contracts;

namespace Huracan.Engine.Models;

/// <summary>Reads trees that a library saved; what hinders it is a refusal of that model, so that a host's others go on.</summary>
internal static class SavedTrees
{
    /// <summary>Reads trees.</summary>
    /// <param name="family">Whose they are.</param>
    /// <param name="file">Name of their file.</param>
    /// <param name="library">Name of the library.</param>
    /// <param name="read">Reads them.</param>
    /// <exception cref="InputRefusedException">The library cannot be loaded, or cannot read the file.</exception>
    public static void Read(string family, string file, string library, Action read)
    {
        try
        {
            read();
        }
        catch (BoostingException exception)
        {
            throw new InputRefusedException(
                $"{family}: file '{file}' is not a model {library} can read: {exception.Message}", exception);
        }
        catch (DllNotFoundException exception)
        {
            throw new InputRefusedException($"{family}: {exception.Message}", exception);
        }
    }
}
