using Huracan.Contracts;

namespace Huracan.Storage.Configuration;

/// <summary>A setting that is given outside of a file: the same values by the same rules.</summary>
public static class SettingValue
{
    /// <summary>Reads one.</summary>
    /// <param name="name">The option or key, for messages.</param>
    /// <param name="text">Its value as it was given.</param>
    /// <exception cref="InputRefusedException">It is none of its kind; the message has name, value and what is allowed.</exception>
    public static T Parse<T>(string name, string text) => YamlScalars.TryParse(text, typeof(T), out var value)
        ? (T)value!
        : throw new InputRefusedException($"{name} is '{text}'; it must be {YamlScalars.Describe(typeof(T))}.");
}
