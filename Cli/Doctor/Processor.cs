using System.Globalization;

namespace Huracan.Cli.Doctor;

/// <summary>The processor, as the system reports it.</summary>
/// <param name="Model">Model name.</param>
/// <param name="Flags">Instruction sets, as in /proc/cpuinfo.</param>
/// <param name="Megahertz">Clock of the first core, MHz; 0 when it is not reported.</param>
public sealed record Processor(string Model, IReadOnlySet<string> Flags, double Megahertz)
{
    private const double DefaultMegahertz = 2500;

    public static Processor OfThisMachine() => Parse(File.Exists("/proc/cpuinfo") ? File.ReadAllText("/proc/cpuinfo") : "");

    /// <summary>Reads the text of /proc/cpuinfo; takes the first processor.</summary>
    public static Processor Parse(string text)
    {
        var model = "unknown processor";
        HashSet<string> flags = [];
        var megahertz = 0.0;
        foreach (var line in text.Split("\n\n")[0].Split('\n'))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
                continue;
            var value = line[(colon + 1)..].Trim();
            switch (line[..colon].Trim())
            {
                case "model name":
                    model = value;
                    break;
                case "flags" or "Features":
                    flags = [.. value.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
                    break;
                case "cpu MHz" when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed):
                    megahertz = parsed;
                    break;
            }
        }
        return new Processor(model, flags, megahertz);
    }

    /// <summary>The widest vector instruction set.</summary>
    public string InstructionSet => this switch
    {
        _ when Flags.Contains("avx512f") => "AVX-512",
        _ when Flags.Contains("avx2") && Flags.Contains("fma") => "AVX2",
        _ when Flags.Contains("avx") => "AVX",
        _ when Flags.Contains("asimd") => "NEON",
        _ => "SSE",
    };

    /// <summary>
    /// Peak single-precision rate of a core in 1e9 operations per second: vector width times two for multiply-add times two units (one unit
    /// and no fused multiply-add before AVX2), times the clock.
    /// </summary>
    public double PeakGflops
    {
        get
        {
            var perCycle = InstructionSet switch { "AVX-512" => 64, "AVX2" => 32, "AVX" => 16, "NEON" => 16, _ => 8 };
            return perCycle * (Megahertz > 0 ? Megahertz : DefaultMegahertz) / 1000;
        }
    }
}
