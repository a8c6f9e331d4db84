using Huracan.Contracts;
using Huracan.ServiceDefaults.Options;
using Huracan.Storage.Runs;
using Microsoft.Extensions.Options;

namespace Huracan.Silo;

/// <summary>A device that cannot be had ends the silo before it starts.</summary>
internal sealed class DeviceRule(IOptions<SiloOptions> options) : IOptionsFaults
{
    public IEnumerable<OptionFault> Examine()
    {
        if (TryResolve(options.Value, out var refusal) is null)
            yield return new OptionFault($"{SiloOptions.Section}__Device", options.Value.Device, refusal);
    }

    /// <summary><c>cpu</c> or <c>cuda</c>; null with the reason where it cannot be had.</summary>
    public static string? TryResolve(SiloOptions options, out string refusal)
    {
        try
        {
            refusal = "";
            return TrainingDevice.Resolve(options.Device, Environment.GetEnvironmentVariable(TrainingDevice.Variable));
        }
        catch (InputRefusedException refused)
        {
            refusal = refused.Message;
            return null;
        }
    }
}
