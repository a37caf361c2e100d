//go:build linux

package cli_test

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// cable is a network of two PCs and the cable between them, by the namespaces
// of Linux: pulled out, nobody is told, as in a shop.
type cable struct {
	t          *testing.T
	shop, desk string
}

// newCable lays one, where this PC lets a test do so.
func newCable(t *testing.T) *cable {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("only root can lay a cable between two networks of one PC")
	}
	if _, err := exec.LookPath("ip"); err != nil {
		t.Skip("there is no ip here, so no cable can be laid")
	}
	c := &cable{t: t, shop: fmt.Sprint("alur-shop-", os.Getpid()), desk: fmt.Sprint("alur-desk-", os.Getpid())}
	t.Cleanup(func() {
		_ = exec.Command("ip", "netns", "del", c.shop).Run()
		_ = exec.Command("ip", "netns", "del", c.desk).Run()
	})
	for _, words := range []string{
		"netns add " + c.shop,
		"netns add " + c.desk,
		"-n " + c.shop + " link add eth7 type veth peer name eth7 netns " + c.desk,
		"-n " + c.shop + " addr add 10.77.0.1/24 dev eth7",
		"-n " + c.desk + " addr add 10.77.0.2/24 dev eth7",
		"-n " + c.shop + " link set eth7 up",
		"-n " + c.desk + " link set eth7 up",
	} {
		if out, err := exec.Command("ip", strings.Fields(words)...).CombinedOutput(); err != nil {
			t.Skipf("no cable can be laid here: ip %s: %s", words, out)
		}
	}
	return c
}

// is pulls the cable out ("down"), or puts it in again ("up").
func (c *cable) is(how string) {
	c.t.Helper()
	if out, err := exec.Command("ip", "-n", c.shop, "link", "set", "eth7", how).CombinedOutput(); err != nil {
		c.t.Fatalf("%v: %s", err, out)
	}
}

// A PC whose cable is pulled out hears nothing more, not even that it was: its
// window says so all the same, and once the cable is in again it is where it
// was, with what was being typed.
func TestACableThatIsPulledOut(t *testing.T) {
	t.Parallel()
	say, h := languages()[0], newHouse(t)
	c := newCable(t)
	furnish(h, say, "2468")
	order(h, "A-1")
	h.serves("10.77.0.1:2222", "ip", "netns", "exec", c.shop)
	h.fed("1357\n", "person", "pin", "Dewi")
	dewi := h.open("ALUR_HOME=" + t.TempDir() + " ip netns exec " + c.desk + " alur join 10.77.0.1")
	dewi.sees("for the first time", "SHA256:").press("Enter").sees("not let in yet")
	code, _, _ := strings.Cut(h.alur("station", "list"), " ")
	h.alur("station", "approve", code, "KASIR-2")
	dewi.enters(say, "Dewi", "1357").sees(say.invoice, "A-1").press("Enter").sees("► ").writes("INV-7").sees("INV-7", "Saved")
	c.is("down")
	dewi.sees("Not connected since", "Nothing is lost", "INV-7")
	c.is("up")
	dewi.lacks("Not connected").sees(say.invoice, "INV-7").lacks(say.who)
	dewi.press("F9").sees(say.done + say.invoice).press("C-q").sees(ended)
	h.sound()
	recorded(h, map[string]int{"dewi signed_in": 1, "dewi invoice task.completed done": 1})
}
