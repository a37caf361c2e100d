package etcdtest

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"go.etcd.io/etcd/client/v3"
)

// TestTheDoctorSeesTheQuotaFill: it warns long before the servers take no more;
// then an act says so, nothing that was there is lost, and after a compaction,
// defrag and disarm work goes on.
func TestTheDoctorSeesTheQuotaFill(t *testing.T) {
	c := made(t, 1)
	const quota = 8 << 20
	c.members[0].set = url.Values{"quota": {fmt.Sprint(quota)}}
	c.begin()
	p := c.pc(t, "--store", c.at("full"))
	p.does([]string{"init", "--shop", "Toko Maju", "--owner", "Hendra"})
	if out := p.does(words("doctor"), "of 8.0 MiB"); strings.Contains(out, "of its quota") {
		t.Errorf("there is room, and the doctor says:\n%s", out)
	}
	head := p.does(words("check"))
	plain := c.plain()
	fill := func(until func() bool) {
		for n := 0; !until(); n++ {
			if n == 200 {
				t.Fatal("it is never full")
			}
			_, _ = plain.Put(t.Context(), "other", strings.Repeat("x", 100_000))
		}
	}
	used := func() int64 {
		r, err := plain.Status(t.Context(), c.members[0].client)
		if err != nil {
			t.Fatal(err)
		}
		return r.DbSize
	}
	fill(func() bool { return used() > quota*6/10 })
	p.does(words("doctor"), "of its quota", "etcdctl defrag")
	alarmed := func() bool {
		r, err := plain.AlarmList(t.Context())
		return err == nil && len(r.Alarms) > 0
	}
	fill(alarmed)
	p.fails(words("person add Sari --role packer"), "has reached its quota", "not saved", "alarm disarm")
	p.does(words("doctor"), "of its quota", "NOSPACE")
	if again := p.does(words("check")); again != head {
		t.Errorf("the shop was %s and is %s", head, again)
	}
	r, err := plain.Get(t.Context(), "other")
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []func() error{
		func() error { _, err := plain.Compact(t.Context(), r.Header.Revision); return err },
		func() error { _, err := plain.Defragment(t.Context(), c.members[0].client); return err },
		func() error { _, err := plain.AlarmDisarm(t.Context(), &clientv3.AlarmMember{}); return err },
	} {
		if err := step(); err != nil {
			t.Fatal(err)
		}
	}
	p.does(words("person add Sari --role packer"))
	if out := p.does(words("doctor")); strings.Contains(out, "of its quota") || strings.Contains(out, "NOSPACE") {
		t.Errorf("there is room again, and the doctor says:\n%s", out)
	}
}

// TestTheDoctorSeesAWrongClock: two hosts tell their time, one of them that of
// half a minute from now.
func TestTheDoctorSeesAWrongClock(t *testing.T) {
	c := start(t, 1)
	p := c.pc(t, "--store", c.at("clock"))
	p.does([]string{"init", "--shop", "Toko Maju", "--owner", "Hendra"})
	plain := c.plain()
	for host, ahead := range map[string]time.Duration{"KASIR-1": 30 * time.Second, "GUDANG-2": 0} {
		asked := plain.Watch(t.Context(), "clock:ask", clientv3.WithCreatedNotify())
		<-asked
		go func() {
			for r := range asked {
				if len(r.Events) == 0 {
					continue
				}
				_, _ = plain.Put(t.Context(), "clock:host/"+host+"/1", fmt.Sprint(time.Now().Add(ahead).UnixNano()))
			}
		}()
	}
	out := p.does(words("doctor"), "KASIR-1 +30.0 s", "! The clock of KASIR-1 is 30 seconds away", "NTP", "GUDANG-2 ")
	if strings.Contains(out, "The clock of GUDANG-2") {
		t.Errorf("its clock is right, and the doctor says:\n%s", out)
	}
}

// TestWhoLeadsTidiesUp: what was is forgotten after its time, and what a host that
// died wrote beside the data is taken away an hour later; what was just begun
// stays.
func TestWhoLeadsTidiesUp(t *testing.T) {
	c := start(t, 1)
	at := c.address(t, "tidy")
	at.History = time.Second
	db := opened(t, at)
	put(t, db, "Ca", "1")
	plain := c.plain()
	first, err := plain.Get(t.Context(), "tidy:kCa")
	if err != nil {
		t.Fatal(err)
	}
	for begun, id := range map[time.Time]string{time.Now().Add(-2 * time.Hour): "old", time.Now(): "new"} {
		for n, value := range []string{begun.UTC().Format(time.RFC3339), "piece"} {
			if _, err := plain.Put(t.Context(), fmt.Sprintf("tidy:staged/%s/%08d", id, n), value); err != nil {
				t.Fatal(err)
			}
		}
	}
	put(t, db, "Ca", "2")
	db.Leads("KASIR-1")
	compacted := func() bool {
		_, err := plain.Get(t.Context(), "tidy:kCa", clientv3.WithRev(first.Header.Revision))
		return err != nil
	}
	for until := time.Now().Add(time.Minute); !compacted() || leftBeside(t, c, "tidy") > 2; {
		if time.Now().After(until) {
			t.Fatalf("forgotten: %v; %d pieces lie beside the data", compacted(), leftBeside(t, c, "tidy"))
		}
		time.Sleep(20 * time.Millisecond) //nolint:forbidigo // It waits for what others do.
	}
	left, err := plain.Get(t.Context(), "tidy:staged/", clientv3.WithPrefix())
	if err != nil || len(left.Kvs) != 2 || !strings.HasPrefix(string(left.Kvs[0].Key), "tidy:staged/new/") {
		t.Errorf("left are %v: %v", left, err)
	}
	if v := get(t, db, "Ca"); v != "2" {
		t.Errorf("the data is %q", v)
	}
}
