using System.CommandLine;
using Huracan.Contracts;

namespace Huracan.Cli.Options;

/// <summary>A folder that an option names to be written to; it may not exist yet.</summary>
internal static class OutputFolder
{
    private const int NoSpace = 28; // ENOSPC: the option is not wrong; the write reports it

    /// <summary>Its path, after a trial that leaves nothing behind: better now than when the work is done.</summary>
    /// <exception cref="InputRefusedException">It, or its parent, is a file or cannot be written to.</exception>
    public static string Of(Option option, string path)
    {
        if (path.Length == 0)
            throw new InputRefusedException($"{option.Name} is empty; it must name a folder.");
        var there = ExistingPart(path);
        if (!Directory.Exists(there))
            throw new InputRefusedException($"{option.Name} is {path}, but {there} is a file; it must name a folder.");
        try
        {
            var trial = Path.Combine(there, $".huracan-trial-{Environment.ProcessId}");
            Directory.CreateDirectory(trial);
            Directory.Delete(trial);
        }
        catch (Exception exception)
            when ((exception is IOException && exception.HResult != NoSpace) || exception is UnauthorizedAccessException)
        {
            throw new InputRefusedException(
                $"{option.Name} is {path}, but nothing can be written to {there}; name a folder that you may write to.", exception);
        }
        return path;
    }

    /// <summary>The innermost part of a path that is there.</summary>
    public static string ExistingPart(string path)
    {
        var there = Path.GetFullPath(path);
        while (!Path.Exists(there))
            there = Path.GetDirectoryName(there)!; // the root is always there
        return there;
    }
}
