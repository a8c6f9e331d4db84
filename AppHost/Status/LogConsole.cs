namespace Huracan.AppHost.Status;

/// <summary>The one stream that everybody's lines go to, each behind its speaker's name.</summary>
internal sealed class LogConsole : IDisposable
{
    private const string Self = "apphost";
    private const string Plain = "\e[0m";
    private static readonly string[] Colours = ["\e[36m", "\e[35m", "\e[34m", "\e[33m", "\e[32m", "\e[96m", "\e[95m"];
    private readonly Lock gate = new();
    private readonly TextWriter output;
    private readonly bool colours;
    private readonly List<string> names;
    private readonly int width;

    public LogConsole(TextWriter output, bool colours, IEnumerable<string> names)
    {
        this.output = output;
        this.colours = colours;
        this.names = [.. names];
        width = this.names.Append(Self).Max(name => name.Length) + 2;
    }

    /// <summary>Colours are for terminals, and for those who want them: https://no-color.org.</summary>
    public static bool WantsColours() => !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>A line of a part's process.</summary>
    public void Line(string name, int replica, string line) => Prefixed(name, replica == 0 ? name : $"{name}-{replica + 1}", LogLine.Render(line, colours));

    /// <summary>Something this program itself has to tell.</summary>
    public void Say(string text) => Prefixed(Self, Self, text);

    /// <summary>A block as it is.</summary>
    public void Write(string block)
    {
        lock (gate)
        {
            output.Write(block);
            output.Flush();
        }
    }

    public void Dispose() => output.Flush();

    private void Prefixed(string name, string shown, string text)
    {
        var prefix = shown.PadRight(width);
        if (colours)
            prefix = (name == Self ? "\e[1m" : Colours[Math.Max(0, names.IndexOf(name)) % Colours.Length]) + prefix + Plain;
        lock (gate)
        {
            foreach (var line in text.Split('\n'))
                output.WriteLine($"{prefix} {line}");
            output.Flush();
        }
    }
}
