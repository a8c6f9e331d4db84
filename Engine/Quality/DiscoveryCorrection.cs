namespace Huracan.Engine.Quality;

/// <summary>How the false discovery rate over many tests is controlled.</summary>
public enum DiscoveryCorrection
{
    /// <summary>Benjamini and Hochberg (1995): for tests that are independent or positively dependent, as coins that move together
    /// are.</summary>
    BenjaminiHochberg,

    /// <summary>Benjamini and Yekutieli (2001): under any dependence, at the price of a factor of about ln(tests) + 0.58.</summary>
    BenjaminiYekutieli,
}
