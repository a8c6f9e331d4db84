using Huracan.Cli.Doctor;

namespace Huracan.Tests.Cli.Doctor;

public class SystemProgramTests
{
    [Fact]
    public void A_program_is_found_in_the_first_folder_that_has_it()
    {
        Assert.Equal("/bin/sh", SystemProgram.Find(["sh"], ["/nowhere", "/bin", "/usr/bin"]));
        Assert.Equal("/bin/sh", SystemProgram.Find(["no-such-program", "sh"], ["/bin"]));
        Assert.Null(SystemProgram.Find(["no-such-program"], ["/bin"]));
    }

    [Fact]
    public void The_output_of_a_program_is_trimmed()
    {
        Assert.Equal("one\ntwo", SystemProgram.Output("/bin/sh", "-c", "echo one; echo two"));
        Assert.Equal("one", SystemProgram.FirstLine("/bin/sh", "-c", "echo one; echo two"));
    }

    [Fact]
    public void A_program_that_fails_or_is_missing_has_no_output()
    {
        Assert.Null(SystemProgram.Output("/bin/sh", "-c", "echo one; exit 3"));
        Assert.Null(SystemProgram.Output("/no/such/program"));
    }
}
