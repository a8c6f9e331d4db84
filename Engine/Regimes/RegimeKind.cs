namespace Huracan.Engine.Regimes;

/// <summary>What tells the regimes.</summary>
public enum RegimeKind
{
    /// <summary>Fixed rules: <see cref="RegimeClassifier"/>.</summary>
    Rules,

    /// <summary>A hidden Markov model fitted on train: <see cref="HiddenMarkov.HiddenMarkovRegimes"/>.</summary>
    Hmm,
}
