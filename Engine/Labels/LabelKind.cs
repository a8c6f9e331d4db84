namespace Huracan.Engine.Labels;

/// <summary>What is forecast.</summary>
public enum LabelKind
{
    /// <summary>The return over the horizon.</summary>
    ForwardReturn,

    /// <summary>Which barrier is touched first within the horizon (F4).</summary>
    TripleBarrier,

    /// <summary>Whether the side that a primary rule takes at the bar pays: the first barrier touched, seen from that side (F4).</summary>
    Meta,
}
