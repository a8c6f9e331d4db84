using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Huracan.Engine.Search.Samplers;

/// <summary>
/// Masses of normals of one width around the values of a grid. They depend on the distance alone where a normal's centre lies on the grid,
/// and are then computed once per distance.
/// </summary>
internal sealed class GridMasses(Scale scale)
{
    private const int Off = -1;

    private readonly double step = scale.Step ?? throw new ArgumentException("There are masses on a grid only.", nameof(scale));
    private readonly List<int> places = [];
    private readonly double[] byDistance = new double[2 * scale.Values - 1]; // from the last value's place before to as far behind
    private double sigma;
    private int off;

    public void Insert(int place, double value)
    {
        var at = PlaceOf(value);
        places.Insert(place, at);
        off += at == Off ? 1 : 0;
    }

    public void Remove(int place, int count)
    {
        foreach (var at in CollectionsMarshal.AsSpan(places).Slice(place, count))
            off -= at == Off ? 1 : 0;
        places.RemoveRange(place, count);
    }

    public void Fit(double width)
    {
        sigma = width;
        for (var distance = 0; distance < scale.Values; distance++)
            byDistance[scale.Values - 1 + distance] = byDistance[scale.Values - 1 - distance] = LogMass(distance * step);
    }

    public void AddLogMasses(double value, ReadOnlySpan<double> centres, int from, Span<double> logs)
    {
        var near = CollectionsMarshal.AsSpan(places).Slice(from, logs.Length);
        var at = PlaceOf(value);
        ReadOnlySpan<double> masses = byDistance.AsSpan(scale.Values - 1 - at, scale.Values);
        if (off == 0)
        {
            AddFour(masses, near, logs);
            return;
        }
        for (var i = 0; i < near.Length; i++)
            logs[i] += near[i] == Off ? LogMass(value - centres[i]) : masses[near[i]];
    }

    // Four at a time: one by one, each sum would wait until the last is stored.
    private static void AddFour(ReadOnlySpan<double> masses, ReadOnlySpan<int> near, Span<double> logs)
    {
        ref var mass = ref MemoryMarshal.GetReference(masses);
        ref var place = ref MemoryMarshal.GetReference(near); // all lie on the grid
        var sums = MemoryMarshal.Cast<double, Vector256<double>>(logs);
        for (var i = 0; i < sums.Length; i++, place = ref Unsafe.Add(ref place, Vector256<double>.Count))
        {
            sums[i] += Vector256.Create(
                Unsafe.Add(ref mass, place), Unsafe.Add(ref mass, Unsafe.Add(ref place, 1)),
                Unsafe.Add(ref mass, Unsafe.Add(ref place, 2)), Unsafe.Add(ref mass, Unsafe.Add(ref place, 3)));
        }
        for (var i = sums.Length * Vector256<double>.Count; i < logs.Length; i++)
            logs[i] += masses[near[i]];
    }

    // A value of an earlier trial, when the bounds were others, may lie beside the grid.
    private int PlaceOf(double value)
    {
        var position = (value - scale.Distribution.Low) / step;
        var nearest = Math.Round(position);
        return Math.Abs(position - nearest) < 1e-8 && nearest >= 0 && nearest < scale.Values ? (int)nearest : Off;
    }

    private double LogMass(double distance) => TruncatedNormal.LogMass((distance - step / 2) / sigma, (distance + step / 2) / sigma);
}
