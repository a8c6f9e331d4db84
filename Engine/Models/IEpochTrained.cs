namespace Huracan.Engine.Models;

/// <summary>A model family that trains by epochs, as networks do; boosting counts rounds, which are a setting of its own.</summary>
public interface IEpochTrained;
