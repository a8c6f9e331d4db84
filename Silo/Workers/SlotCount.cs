namespace Huracan.Silo.Workers;

/// <summary>How many units a silo works on at a time.</summary>
internal static class SlotCount
{
    /// <summary>As many as configured, limited by the cores and by the device's memory; at least one.</summary>
    /// <param name="configured">The setting; null for as many as possible.</param>
    /// <param name="cores">Processors; a worker keeps one busy.</param>
    /// <param name="deviceMegabytes">Memory of the CUDA device; null where none is used or its memory is not known.</param>
    /// <param name="unitMegabytes">What a unit takes of it.</param>
    public static int Of(int? configured, int cores, long? deviceMegabytes, int unitMegabytes)
    {
        var most = Math.Min(cores, deviceMegabytes / Math.Max(1, unitMegabytes) ?? long.MaxValue);
        return (int)Math.Max(1, Math.Min(configured ?? most, most));
    }
}
