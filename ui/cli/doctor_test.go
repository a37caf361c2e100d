package cli

import (
	"strings"
	"testing"

	"alur/model"
	"alur/store/kv/etcd"
)

// The doctor of a shop in a file says how it stands, and what stands too near
// its end.
func TestTheDoctorLooksAtAFile(t *testing.T) {
	c := newCounter(t)
	out := c.must("doctor")
	for _, want := range []string{c.home, "size", "record", "last proven"} {
		if !strings.Contains(out, want) {
			t.Errorf("the doctor does not say %q:\n%s", want, out)
		}
	}
	if status, _, talk := c.run("doctor", "--db", c.home+"/none.db"); status != 1 || !strings.Contains(talk, "There is no shop") {
		t.Errorf("without a file: %d %s", status, talk)
	}
}

// It warns long before the quota, of a server that is far behind, and of what a
// server says itself.
func TestTheDoctorWarnsInTime(t *testing.T) {
	for name, c := range map[string]struct {
		server etcd.Server
		warns  []string
	}{
		"well":        {etcd.Server{Size: 59, Quota: 100, Behind: 999}, nil},
		"filling up":  {etcd.Server{Size: 60, InUse: 20, Quota: 100}, []string{"60 % of its quota"}},
		"far behind":  {etcd.Server{Behind: 1000}, []string{"1000 writes behind"}},
		"speaks":      {etcd.Server{Troubles: []string{"memberID:1 alarm:NOSPACE"}}, []string{"alarm:NOSPACE"}},
		"two at once": {etcd.Server{Size: 99, Quota: 100, Behind: 5000}, []string{"99 %", "5000"}},
	} {
		d := &doctor{app: &app{lang: model.English}}
		d.server(c.server)
		if len(d.warns) != len(c.warns) {
			t.Errorf("%s: it warns %q", name, d.warns)
			continue
		}
		for i, w := range c.warns {
			if !strings.Contains(d.warns[i], w) {
				t.Errorf("%s: it warns %q, not of %q", name, d.warns[i], w)
			}
		}
	}
}
