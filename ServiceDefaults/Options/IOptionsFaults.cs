namespace Huracan.ServiceDefaults.Options;

/// <summary>Something that examines settings before a host starts. Register any number; the faults of all are told at once.</summary>
public interface IOptionsFaults
{
    /// <summary>The faults, none when all is well; may not throw.</summary>
    IEnumerable<OptionFault> Examine();
}
