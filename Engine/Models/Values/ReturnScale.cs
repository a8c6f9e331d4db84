using System.Text.Json.Serialization;

namespace Huracan.Engine.Models.Values;

/// <summary>What a value head learns returns in: deviations of the training samples from their mean.</summary>
/// <param name="Centre">Mean log return of the training samples, each counted by its weight.</param>
/// <param name="Deviation">Their standard deviation, above 0; 1 where they do not vary.</param>
public sealed record ReturnScale(double Centre, double Deviation)
{
    /// <summary>Whether samples can have given it.</summary>
    [JsonIgnore]
    public bool IsPossible => double.IsFinite(Centre) && Deviation > 0 && double.IsFinite(Deviation);

    /// <summary>Fits it, summed in the samples' order.</summary>
    public static ReturnScale Fit(Samples train)
    {
        var (all, sum, squares) = (train.TotalWeight(), 0.0, 0.0);
        for (var i = 0; i < train.Count; i++)
            sum += train.WeightOf(i) * train.Returns[i];
        var centre = sum / all;
        for (var i = 0; i < train.Count; i++)
            squares += train.WeightOf(i) * (train.Returns[i] - centre) * (train.Returns[i] - centre);
        var deviation = Math.Sqrt(squares / all);
        return new(centre, deviation > 0 ? deviation : 1);
    }

    /// <summary>Returns in this scale.</summary>
    public float[] Of(float[] returns) => Array.ConvertAll(returns, value => (float)((value - Centre) / Deviation));

    /// <summary>The return that a number of this scale is.</summary>
    public float Return(double scaled) => (float)(Centre + Deviation * scaled);
}
