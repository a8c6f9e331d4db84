using Huracan.Cli.Doctor;

namespace Huracan.Tests.Cli.Doctor;

public class ToolTests
{
    [Fact]
    public void A_program_is_found_in_the_first_folder_that_has_it()
    {
        Assert.Equal("/bin/sh", Tool.Find(["sh"], ["/nowhere", "/bin", "/usr/bin"]));
        Assert.Equal("/bin/sh", Tool.Find(["no-such-program", "sh"], ["/bin"]));
        Assert.Null(Tool.Find(["no-such-program"], ["/bin"]));
    }

    [Fact]
    public void The_output_of_a_program_is_read_without_outer_blanks()
    {
        Assert.Equal("one\ntwo", Tool.Output("/bin/sh", "-c", "echo one; echo two"));
        Assert.Equal("one", Tool.FirstLine("/bin/sh", "-c", "echo one; echo two"));
    }

    [Fact]
    public void A_program_that_fails_or_is_not_there_says_nothing()
    {
        Assert.Null(Tool.Output("/bin/sh", "-c", "echo one; exit 3"));
        Assert.Null(Tool.Output("/no/such/program"));
    }
}
