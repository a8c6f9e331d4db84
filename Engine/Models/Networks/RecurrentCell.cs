namespace Huracan.Engine.Models.Networks;

/// <summary>What a recurrent layer is made of.</summary>
public enum RecurrentCell
{
    /// <summary>Hochreiter and Schmidhuber, "Long Short-Term Memory", 1997, with PyTorch's gates.</summary>
    Lstm,

    /// <summary>Cho et al., "Learning Phrase Representations using RNN Encoder–Decoder", 2014, with PyTorch's gates.</summary>
    Gru,
}
