using System.CommandLine;
using System.Globalization;

namespace Huracan.Cli.Options;

/// <summary>Options that take a number, refused in our words: the parser's own speak of types.</summary>
internal static class NumberOption
{
    /// <summary>A required number in a range.</summary>
    public static Option<double> Create(string name, string description, double least, double most) => new(name)
    {
        Description = description,
        HelpName = "X",
        Required = true,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
                return value;
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} is '{text}'; it must be a number in [{least}, {most}]."));
            return default;
        },
    };

    /// <summary>A whole number in a range, null where it is not given.</summary>
    public static Option<int?> Whole(string name, string description, string help, int least, int most) => new(name)
    {
        Description = description,
        HelpName = help,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least
                && value <= most)
                return value;
            result.AddError(
                string.Create(CultureInfo.InvariantCulture, $"{name} is '{text}'; it must be a whole number in [{least}, {most}]."));
            return default;
        },
    };
}
