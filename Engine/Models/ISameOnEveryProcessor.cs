namespace Huracan.Engine.Models;

/// <summary>
/// A network that gives the same bytes on every kind of processor, since none of its products on a processor is libtorch's. The stages of
/// any other network name the kind they were trained on.
/// </summary>
public interface ISameOnEveryProcessor;
