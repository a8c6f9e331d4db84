using System.ComponentModel.DataAnnotations;
using Huracan.Silo.Settings;
using Huracan.Silo.Workers;

namespace Huracan.Tests.Silo.Workers;

public class SlotCountTests
{
    [Theory]
    [InlineData(null, 8, null, 2048, 8)] // as many as there are cores
    [InlineData(3, 8, null, 2048, 3)]
    [InlineData(16, 8, null, 2048, 8)] // more would share cores
    [InlineData(null, 8, 16_384L, 4096, 4)] // no more than the device bears
    [InlineData(null, 8, 141_312L, 2048, 8)]
    [InlineData(3, 8, 16_384L, 4096, 3)]
    [InlineData(16, 8, 16_384L, 4096, 4)]
    [InlineData(null, 8, 16_383L, 4096, 3)] // not a byte more
    [InlineData(null, 8, 2000L, 4096, 1)] // tries, at least
    [InlineData(1, 1, null, 64, 1)]
    public void Slots_are_limited_by_the_setting_the_cores_and_the_devices_memory(
        int? asked, int cores, long? device, int unit, int slots) =>
        Assert.Equal(slots, SlotCount.Of(asked, cores, device, unit));

    [Theory]
    [InlineData(0, 2048, 7, nameof(SiloOptions.Slots))]
    [InlineData(257, 2048, 7, nameof(SiloOptions.Slots))]
    [InlineData(4, 10, 7, nameof(SiloOptions.DeviceMemoryPerUnit))]
    [InlineData(4, 2048, 0, nameof(SiloOptions.EventDays))]
    public void Settings_out_of_range_are_refused(int slots, int memory, int days, string invalid)
    {
        var options = new SiloOptions { Slots = slots, DeviceMemoryPerUnit = memory, EventDays = days };
        var results = new List<ValidationResult>();

        Assert.False(Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true));

        Assert.Equal([invalid], results.SelectMany(result => result.MemberNames));
    }
}
