using Huracan.Contracts;

namespace Huracan.Engine.Search.Space;

/// <summary>
/// The values a parameter may take. As in Optuna a value has two forms: the external one a model is given, and the internal one, a
/// number, that samplers compute with and storage keeps.
/// </summary>
public abstract record Distribution
{
    /// <summary>Whether there is but one value.</summary>
    public abstract bool IsSingle { get; }

    /// <summary>Whether the internal value is one of this distribution's.</summary>
    public abstract bool Contains(double value);

    /// <summary>The external form: <see cref="double"/>, <see cref="long"/> or a choice.</summary>
    /// <param name="value">The internal form.</param>
    public abstract object? External(double value);

    /// <summary>
    /// Whether values of the other may be compared with values of this: same kind, and for choices the same ones in the same order.
    /// </summary>
    public virtual bool IsCompatibleWith(Distribution other) => other.GetType() == GetType();

    /// <summary>Checks the bounds' rules.</summary>
    /// <param name="name">Name of the parameter, for the message.</param>
    /// <exception cref="InputRefusedException">One is broken; the message names parameter, value and rule.</exception>
    public abstract void Validate(string name);
}
