namespace Huracan.Engine.Labels;

/// <summary>The columns of a label set while they are filled; every bar begins without a label.</summary>
internal readonly record struct LabelArrays(sbyte[] Classes, double[] Returns, int[] Ends)
{
    public static LabelArrays Empty(int bars)
    {
        var arrays = new LabelArrays(new sbyte[bars], new double[bars], new int[bars]);
        Array.Fill(arrays.Classes, LabelSet.None);
        Array.Fill(arrays.Returns, double.NaN);
        Array.Fill(arrays.Ends, -1);
        return arrays;
    }

    public LabelSet ToSet(int horizon, int latency) => new(horizon, latency, Classes, Returns, Ends);
}
