using System.CommandLine;
using Huracan.Contracts;

namespace Huracan.Cli.Options;

/// <summary>A file that an option names to be read.</summary>
internal static class InputFile
{
    /// <summary>Its path.</summary>
    /// <exception cref="InputRefusedException">It is not there, or a folder.</exception>
    public static string Of(Option option, string path)
    {
        if (Directory.Exists(path))
            throw new InputRefusedException($"{option.Name} is {path}, a folder; it must name a file.");
        return File.Exists(path) ? path : throw new InputRefusedException($"{option.Name} is {path}; there is no such file.");
    }
}
