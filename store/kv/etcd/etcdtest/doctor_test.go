package etcdtest

import (
	"strings"
	"testing"
	"time"
)

// TestTheDoctorLooksAtTheServers: three servers, a host that stays open, and
// then one server and two that are lost.
func TestTheDoctorLooksAtTheServers(t *testing.T) {
	c := start(t, 3)
	url := c.at("doctor")
	p := c.pc(t, "--store", url)
	p.does([]string{"init", "--shop", "Toko Maju", "--owner", "Hendra"})
	host := c.open(t, "doctor")
	held, changed := host.Leads("KASIR-1")
	for !held {
		<-changed
		held, changed = host.Leads("KASIR-1")
	}
	out := p.does(words("doctor"), url, ", leads", " of 2.0 GiB (0 %)", "KASIR-1", "revision", "record", "none yet", "All is well.")
	for _, m := range c.members {
		if !strings.Contains(out, m.client) {
			t.Errorf("%s is not looked at:\n%s", m.client, out)
		}
	}
	until := time.Now().Add(10 * time.Second) // It may stand for election before it listens.
	for !strings.Contains(out, "host              KASIR-1 ") {
		if time.Now().After(until) {
			t.Fatalf("no host tells its time:\n%s", out)
		}
		out = p.does(words("doctor"))
	}
	if strings.Count(out, ", leads") != 1 || strings.Contains(out, "! ") {
		t.Errorf("all is well, and the doctor says:\n%s", out)
	}
	c.members[1].kill()
	p.does(words("doctor"), c.members[1].client+": does not answer", "! "+c.members[1].client+" does not answer", "work goes on")
	c.members[2].kill()
	p.fails(words("doctor"), url+" does not answer")
	one := start(t, 1)
	p = one.pc(t, "--store", one.at("alone"), "--lang", "id")
	p.does([]string{"init", "--shop", "Toko Maju", "--owner", "Hendra"})
	p.does(words("doctor"), "punya 1 server", "tidak ada: yang jatuh waktu")
}
