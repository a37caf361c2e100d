package etcdtest

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"alur/store/kv"
	"alur/store/storetest"
)

// requests counts what a server was asked for.
func requests(t *testing.T, m *member) (n int) {
	t.Helper()
	r, err := http.Get("http://" + m.client + "/metrics") //nolint:noctx // It is on this PC.
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Body.Close() }()
	text, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		of := 0.0
		if !strings.HasPrefix(line, "grpc_server_handled_total") || !strings.Contains(line, `grpc_service="etcdserverpb.KV"`) {
			continue
		}
		if _, err := fmt.Sscan(line[strings.LastIndexByte(line, ' '):], &of); err == nil {
			n += int(of)
		}
	}
	return n
}

// TestACheckOnEtcdReadsPages: a check asks the servers for pages, not for rows.
func TestACheckOnEtcdReadsPages(t *testing.T) {
	c := start(t, 1)
	s := c.host(t, "pages")
	if err := storetest.Shop(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	var numbers []string
	for n := range 60 {
		numbers = append(numbers, fmt.Sprint("A-", n))
	}
	if err := storetest.WorkOff(t.Context(), s, numbers...); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = c.host(t, "pages")
	before := requests(t, c.members[0])
	head := checkClean(t, s)
	asked := requests(t, c.members[0]) - before
	t.Logf("%d events are checked with %d requests", head.Seq, asked)
	if asked == 0 || asked > int(head.Seq)/10 {
		t.Errorf("%d events are checked with %d requests", head.Seq, asked)
	}
}

// TestWhatIsGatheredIsWhatIsThere: keys that are read at once hold what they hold
// one by one, also where the update itself put or deleted them.
func TestWhatIsGatheredIsWhatIsThere(t *testing.T) {
	c := start(t, 1)
	pairs, keys := []string{}, [][]byte{[]byte("Cnone"), []byte("Cempty"), []byte("Cgone"), []byte("Cnew")}
	for n := range 300 { // More than one request asks for.
		key := fmt.Sprintf("C%03d", n)
		pairs, keys = append(pairs, key, fmt.Sprint(n)), append(keys, []byte(key))
	}
	put(t, c.open(t, "gathered"), append(pairs, "Cempty", "", "Cgone", "x")...)
	err := c.open(t, "gathered").Update(t.Context(), func(tx kv.Tx) error {
		if err := errors.Join(tx.Delete([]byte("Cgone")), tx.Put([]byte("Cnew"), []byte("y"))); err != nil {
			return err
		}
		before := requests(t, c.members[0])
		if err := tx.(kv.Gatherer).Gather(keys); err != nil {
			return err
		}
		for i, want := range []string{"", "", "", "y", "0", "1", "2"} {
			if v, err := tx.Get(keys[i]); err != nil || string(v) != want || (v == nil) != (i == 0 || i == 2) {
				t.Errorf("%s holds %q, not %q: %v", keys[i], v, want, err)
			}
		}
		if v, err := tx.Get(keys[len(keys)-1]); err != nil || string(v) != "299" {
			t.Errorf("the last holds %q: %v", v, err)
		}
		if n := requests(t, c.members[0]) - before; n != 3 {
			t.Errorf("%d keys are read with %d requests", len(keys), n)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
