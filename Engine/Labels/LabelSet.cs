namespace Huracan.Engine.Labels;

/// <summary>
/// The label of every bar of a series. A bar without one (too near the end, resting on a marked candle) has
/// <c>Class == LabelSet.None</c>, a NaN return and <c>End == -1</c>.
/// </summary>
/// <param name="Horizon">How far the label looks, bars.</param>
/// <param name="Latency">Bars between the close that makes the signal and the bar whose open fills it, beyond the next one.</param>
/// <param name="Classes">-1 down, 0 flat, 1 up, or <see cref="None"/>.</param>
/// <param name="Returns">Log return from entry to exit, before costs.</param>
/// <param name="Ends">Last bar whose prices the label rests on: the label's information interval is <c>[t, Ends[t]]</c>, both
/// included.</param>
public sealed record LabelSet(int Horizon, int Latency, sbyte[] Classes, double[] Returns, int[] Ends)
{
    /// <summary>Marks a bar that has no label.</summary>
    public const sbyte None = sbyte.MinValue;

    /// <summary>
    /// The side each bar's label is judged from, 1 or −1, 0 where none is taken; null where labels have no sides. With sides the class is
    /// the side where it paid, else flat.
    /// </summary>
    public sbyte[]? Sides { get; init; }

    /// <summary>Number of bars.</summary>
    public int Count => Classes.Length;

    /// <summary>Whether bar <paramref name="bar"/> has a label.</summary>
    public bool Has(int bar) => Classes[bar] != None;
}
