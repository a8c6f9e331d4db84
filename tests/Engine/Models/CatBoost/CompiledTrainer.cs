using System.Diagnostics;
using Huracan.Engine.Models.CatBoost;

namespace Huracan.Tests.Engine.Models.CatBoost;

/// <summary>A library with CatBoost's interface, compiled once and named as a person names the genuine one.</summary>
internal static class CompiledTrainer
{
    private static readonly Lazy<string> Compiled = new(Compile);

    public static string Path => Compiled.Value;

    private static string Compile()
    {
        var source = System.IO.Path.Combine(Repository.Root, "tests", "Engine", "Models", "CatBoost", "trainer.c");
        var library = System.IO.Path.Combine(AppContext.BaseDirectory, $"libtrainer-{Environment.ProcessId}.so");
        using var compiler = Process.Start(new ProcessStartInfo("cc", ["-shared", "-fPIC", "-O2", "-o", library, source, "-lm"])
        {
            RedirectStandardError = true,
        })!;
        var errors = compiler.StandardError.ReadToEnd();
        compiler.WaitForExit();
        Assert.True(compiler.ExitCode == 0, errors);
        Environment.SetEnvironmentVariable(CatBoostLibrary.Variable, library);
        CatBoostLibrary.Require(); // from here on it stays loaded, and its file is not needed
        File.Delete(library);
        return library;
    }
}
