namespace Huracan.Tests;

/// <summary>A test that needs the real data beside the checkout and is skipped, visibly, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute()
    {
        if (!Directory.Exists(SharedData.Candles))
            Skip = "no real candles beside this checkout (../shared/data/candles)";
    }
}
