namespace Huracan.ServiceDefaults.Options;

/// <summary>Settings a host cannot start with. Trying again does not heal them: the host ends with exit code 2.</summary>
public sealed class OptionsRefusedException(IReadOnlyList<OptionFault> faults)
    : Exception($"{faults.Count} setting(s) refused:{string.Concat(faults.Select(fault => $"\n  {fault}"))}")
{
    public OptionsRefusedException(string key, string? value, string rule)
        : this([new OptionFault(key, value, rule)])
    {
    }

    public IReadOnlyList<OptionFault> Faults { get; } = faults;
}
