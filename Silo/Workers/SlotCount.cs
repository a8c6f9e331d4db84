namespace Huracan.Silo.Workers;

/// <summary>How many units a silo works on at a time.</summary>
internal static class SlotCount
{
    /// <summary>As many as asked for, and no more than there are cores or than the device has memory for; one at least.</summary>
    /// <param name="asked">The setting; null asks for as many as there may be.</param>
    /// <param name="cores">Processors: a worker keeps one busy.</param>
    /// <param name="deviceMegabytes">Memory of the CUDA device; null where none is used, or it does not tell.</param>
    /// <param name="unitMegabytes">What a unit takes of it.</param>
    public static int Of(int? asked, int cores, long? deviceMegabytes, int unitMegabytes)
    {
        var most = Math.Min(cores, deviceMegabytes / Math.Max(1, unitMegabytes) ?? long.MaxValue);
        return (int)Math.Max(1, Math.Min(asked ?? most, most));
    }
}
